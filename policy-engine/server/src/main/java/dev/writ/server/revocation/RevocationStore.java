package dev.writ.server.revocation;

import dev.writ.server.config.RedisConfig;
import dev.writ.server.config.RevocationConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.revocation.Change.Revoke;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Changes the list so that the change lasts. Safe for use by several threads. */
@Singleton
class RevocationStore {
  private static final Logger LOG = Logger.getLogger(RevocationStore.class);

  /** A journal is written anew when it has this many lines more than twice what is revoked. */
  private static final int SLACK = 1_000;

  private final RevocationList list;
  private final int capacity;
  private final Clock clock;
  private final boolean shared;
  private final @Nullable Journal journal;

  RevocationStore(
      WritConfig configuration,
      RevocationConfig revocations,
      RedisConfig redis,
      RevocationList list,
      Clock clock) {
    this.list = list;
    this.clock = clock;
    shared = redis.url().isPresent();
    capacity = revocations.capacity();
    journal =
        configuration.data().map(data -> open(data.resolve("revocations.log"), list)).orElse(null);
    list.forget(clock.instant());
  }

  /** Before the door opens. */
  @Startup(5)
  void start() {
    if (list.size() > 0) {
      LOG.infof("%d revocations are in force", list.size());
    }
  }

  private static Journal open(java.nio.file.Path file, RevocationList list) {
    try {
      return Journal.open(file, list::apply);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use `" + file + "` (writ.data)", e);
    }
  }

  /**
   * Makes a change, on another thread than the event loop's.
   *
   * @return when it is on disk, or a failure with {@link Unavailable}. A revocation holds on this
   *     server even then
   */
  Uni<Void> apply(Change change) {
    return Uni.createFrom()
        .<Void>item(
            () -> {
              applyNow(change);
              return null;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  synchronized void applyNow(Change change) {
    if (journal == null && !shared) {
      throw new Unavailable(
          "this server has no folder to keep revocations in: start it with `--data DIR`");
    }
    if (change instanceof Revoke revoke) {
      makeRoom(revoke);
      list.apply(change);
      append(change);
    } else {
      append(change);
      list.apply(change);
    }
  }

  private void makeRoom(Revoke revoke) {
    if (list.size() >= capacity && !list.contains(revoke.entry().target())) {
      list.forget(clock.instant());
      if (list.size() >= capacity) {
        throw new Unavailable(
            "the list of revocations is full (writ.revocations.capacity): this was not revoked");
      }
    }
  }

  /**
   * Takes a change that another server made and keeps, and that holds here even if it does not
   * last.
   */
  synchronized void take(Change change) {
    list.apply(change);
    try {
      append(change);
    } catch (Unavailable e) {
      LOG.errorf("a revocation of another server is known, but not on this one's disk");
    }
  }

  private void append(Change change) {
    Journal kept = journal;
    if (kept == null) {
      return;
    }
    try {
      kept.append(change);
      if (kept.lines() > 2L * list.size() + SLACK) {
        list.forget(clock.instant());
        kept.compact(list.entries());
      }
    } catch (IOException e) {
      LOG.errorf("a change of the revocations could not be kept: %s", e.getMessage());
      throw new Unavailable("the change could not be kept: repeat it once the server is well");
    }
  }

  /** When an entry that does not say so itself runs out. */
  static Instant until(@Nullable Instant stated, Instant now, RevocationConfig configuration) {
    return stated == null ? now.plus(configuration.lifetime()) : stated;
  }

  @PreDestroy
  synchronized void close() throws IOException {
    if (journal != null) {
      journal.close();
    }
  }

  /** A change cannot be made, or not for long; the message says what to do. */
  static final class Unavailable extends RuntimeException {
    Unavailable(String message) {
      super(message, null, false, false);
    }
  }
}
