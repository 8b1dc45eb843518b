package dev.writ.server.log;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Deletes old records once an hour. Thread-safe. */
final class Retention implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final ScheduledExecutorService timer;

  private Retention(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Begins.
   *
   * @param kept how long records are kept, or null for ever
   * @return null where they are kept for ever
   */
  static @Nullable Retention start(@Nullable Duration kept, Logbook book, Clock clock) {
    if (kept == null) {
      return null;
    }
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("writ-log-retention").factory());
    timer.scheduleWithFixedDelay(() -> prune(book, kept, clock), 0, 1, TimeUnit.HOURS);
    return new Retention(timer);
  }

  private static void prune(Logbook book, Duration kept, Clock clock) {
    try {
      book.prune(clock.instant().minus(kept));
    } catch (IOException | CompletionException e) {
      LOG.errorf("old records could not be deleted: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
