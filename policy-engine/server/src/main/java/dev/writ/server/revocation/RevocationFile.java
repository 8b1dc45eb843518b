package dev.writ.server.revocation;

import dev.writ.server.config.RevocationConfig;
import dev.writ.server.revocation.Revocation.Target;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the list up to date with a file, which is usually part of a Git checkout. A file that is
 * gone or wrong takes nothing back: what it last said stays in force, and readiness says so.
 */
@Singleton
class RevocationFile {
  private static final Logger LOG = Logger.getLogger(RevocationFile.class);

  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final Optional<Path> file;
  private final long poll;
  private final RevocationList list;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "writ-revocations");
            thread.setDaemon(true);
            return thread;
          });
  private String seen = "";
  private String noticed = "";
  private volatile @Nullable String problem;

  RevocationFile(RevocationConfig configuration, RevocationList list) {
    file = configuration.file();
    poll = configuration.poll().toNanos();
    this.list = list;
  }

  /** Reads it before the door opens: without it, what is revoked would not be known. */
  @Startup(5)
  void start() {
    if (file.isEmpty()) {
      return;
    }
    look(file.get());
    if (problem != null) {
      throw new IllegalStateException(
          "the revocations cannot be read (writ.revocations.file): " + problem);
    }
    var unused =
        looking.scheduleWithFixedDelay(() -> look(file.get()), poll, poll, TimeUnit.NANOSECONDS);
  }

  @PreDestroy
  void stop() {
    looking.shutdownNow();
  }

  /** What is wrong with the file as it is now, or null. */
  @Nullable String problem() {
    return problem;
  }

  void look(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      String now =
          attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
      if (!now.equals(seen)) {
        take(FileReader.read(text(path, attributes.size())), now);
      }
      report(null);
    } catch (IOException e) {
      report("`" + path + "` cannot be read");
    } catch (IllegalArgumentException e) {
      report("`" + path + "`: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      // or nobody would look again
      LOG.debug("a file of revocations that its parser cannot take", e);
      report("`" + path + "`: it cannot be parsed");
    }
  }

  /**
   * What is new in a changed file holds at once; what is no longer there ends at the next look, if
   * the file is at rest by then: one that is being written lacks what it is about to have.
   */
  private void take(Map<Target, Revocation> revoked, String now) {
    if (now.equals(noticed)) {
      list.replaceFile(revoked);
      seen = now;
    } else {
      list.addToFile(revoked);
      noticed = now;
    }
  }

  private static String text(Path path, long size) throws IOException {
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException("it is larger than 8 MiB");
    }
    return Files.readString(path);
  }

  private void report(@Nullable String now) {
    if (now != null && !now.equals(problem)) {
      LOG.errorf("the revocations of the file stay as they were: %s", now);
    }
    problem = now;
  }
}
