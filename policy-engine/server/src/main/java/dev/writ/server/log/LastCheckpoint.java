package dev.writ.server.log;

import dev.writ.log.checkpoint.CheckpointSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Knows when the last checkpoint was signed. Thread-safe. */
final class LastCheckpoint implements CheckpointSink {
  private final Clock clock;
  private volatile @Nullable Instant signed;

  LastCheckpoint(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void publish(String note) {
    signed = clock.instant();
  }

  @Nullable Duration age() {
    Instant at = signed;
    return at == null ? null : Duration.between(at, clock.instant());
  }
}
