package dev.writ.agent.revoke;

import dev.writ.agent.policy.Clients;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.log.store.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks the decision point every other second what is revoked, with the ETag of its last answer, and
 * keeps that on disk: an agent that restarts without the decision point knows what it knew.
 */
public final class RevocationPuller implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int MAX_SIZE = 64 << 20;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RevocationList list;
  private final URI address;
  private final Clients clients;
  private final Path file;
  private final Disk disk;
  private final Clock clock;
  private final Thread thread;
  private @Nullable String tag;
  private volatile Instant asOf;
  private volatile @Nullable String problem;

  private RevocationPuller(
      RevocationList list, URI address, Clients clients, Path file, Disk disk, Clock clock) {
    this.list = list;
    this.address = address;
    this.clients = clients;
    this.file = file;
    this.disk = disk;
    this.clock = clock;
    asOf = clock.instant();
    thread = Thread.ofPlatform().daemon().name("writ-agent-revocations").unstarted(this::run);
  }

  /**
   * A puller at work, after what an earlier run kept is in the list.
   *
   * @throws IOException if what was kept cannot be read: to go on would be to forget
   */
  public static RevocationPuller start(
      RevocationList list, URI address, Clients clients, Path file, Disk disk, Clock clock)
      throws IOException {
    try {
      list.replace(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      // the first start
    } catch (InvalidRequest e) {
      throw new IOException("`" + file + "` is damaged, delete it: " + e.reason(), e);
    }
    var puller = new RevocationPuller(list, address, clients, file, disk, clock);
    puller.thread.start();
    return puller;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        turn();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() throws InterruptedException {
    try {
      Instant before = clock.instant();
      HttpResponse<InputStream> answer =
          clients.current().send(request(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        take(answer, body);
      }
      asOf = before;
      problem = null;
    } catch (IOException | InvalidRequest e) {
      if (problem == null) {
        LOG.log(Level.WARNING, "revocations cannot be had: {0}; going on with those known", e);
      }
      problem = "revocations cannot be had: " + e;
    }
  }

  private HttpRequest request() {
    var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return request.build();
  }

  private void take(HttpResponse<InputStream> answer, InputStream body) throws IOException {
    if (answer.statusCode() == NOT_MODIFIED) {
      return;
    }
    if (answer.statusCode() != OK) {
      throw new IOException("the decision point said " + answer.statusCode());
    }
    byte[] json = body.readNBytes(MAX_SIZE + 1);
    if (json.length > MAX_SIZE) {
      throw new IOException("the list has more than 64 MiB");
    }
    list.replace(json);
    disk.replace(file, json);
    tag = answer.headers().firstValue("ETag").orElse(null);
  }

  /** How old the list is, counted from the start of the agent before the first answer. */
  public Duration age() {
    return Duration.between(asOf, clock.instant());
  }

  /** Why the list cannot be had, or null. */
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
