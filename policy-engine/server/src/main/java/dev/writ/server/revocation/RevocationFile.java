package dev.writ.server.revocation;

import dev.writ.server.config.RevocationConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

  private void look(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      String now =
          attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
      if (!now.equals(seen)) {
        list.replaceFile(FileReader.read(Files.readString(path)));
        seen = now;
        report(null);
      } else if (problem != null) {
        report(null);
      }
    } catch (IOException e) {
      report("`" + path + "` cannot be read");
    } catch (IllegalArgumentException e) {
      report("`" + path + "`: " + e.getMessage());
    }
  }

  private void report(@Nullable String now) {
    if (now != null && !now.equals(problem)) {
      LOG.errorf("the revocations of the file stay as they were: %s", now);
    }
    problem = now;
  }
}
