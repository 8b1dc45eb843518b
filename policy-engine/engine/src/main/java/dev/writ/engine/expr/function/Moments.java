package dev.writ.engine.expr.function;

import java.time.Duration;
import java.time.Instant;

/** The ranges of timestamps and durations, and their arithmetic within them. */
final class Moments {
  /** 0001-01-01T00:00:00Z, the first second of CEL's timestamps. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  /** 9999-12-31T23:59:59Z, the last. */
  private static final long LAST_SECOND = 253_402_300_799L;

  /** Ten thousand years: the longest of CEL's durations. */
  private static final Duration LONGEST = Duration.ofSeconds(315_576_000_000L);

  /** The longest difference of timestamps: 64 bits of nanoseconds. */
  private static final Duration LONGEST_BETWEEN = Duration.ofNanos(Long.MAX_VALUE);

  private Moments() {}

  static Object plus(Instant instant, Duration duration) {
    long seconds = instant.getEpochSecond() + duration.getSeconds();
    long nanos = (long) instant.getNano() + duration.getNano();
    return ofSeconds(seconds + nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  static Object ofSeconds(long seconds, long nanos) {
    return seconds < FIRST_SECOND || seconds > LAST_SECOND
        ? Errors.OVERFLOW
        : Instant.ofEpochSecond(seconds, nanos);
  }

  static Object between(Instant start, Instant end) {
    Duration between = Duration.between(start, end);
    return between.abs().compareTo(LONGEST_BETWEEN) > 0 ? Errors.OVERFLOW : between;
  }

  static Object valid(Duration duration) {
    return duration.abs().compareTo(LONGEST) > 0 ? Errors.OVERFLOW : duration;
  }
}
