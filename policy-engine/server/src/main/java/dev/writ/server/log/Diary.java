package dev.writ.server.log;

import dev.writ.authzen.RecordIds;
import dev.writ.log.record.LogRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the records of what happens to the log and its server. Thread-safe. */
final class Diary {
  private final Clock clock;
  private final String instance;

  Diary(Clock clock, String instance) {
    this.clock = clock;
    this.instance = instance;
  }

  LogRecord started(String version, Map<String, String> settings) {
    Instant now = clock.instant();
    return new LogRecord.Started(id(now), now, instance, version, settings);
  }

  LogRecord stopped() {
    Instant now = clock.instant();
    return new LogRecord.Stopped(id(now), now, instance);
  }

  LogRecord configurationChanged(List<String> keys) {
    Instant now = clock.instant();
    return new LogRecord.ConfigurationChanged(id(now), now, instance, keys);
  }

  /**
   * Records are missing.
   *
   * @param count how many, or null where nobody knows
   */
  LogRecord gap(@Nullable Long count, String reason) {
    Instant now = clock.instant();
    return new LogRecord.Gap(id(now), now, instance, count, reason);
  }

  /** All records before an index are deleted. */
  LogRecord pruned(long to) {
    Instant now = clock.instant();
    return new LogRecord.Pruned(id(now), now, instance, false, 0, to);
  }

  private static String id(Instant now) {
    return RecordIds.at(now.toEpochMilli());
  }
}
