package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A field that CEL's getters take out of a timestamp or a duration. */
public enum TimeField {
  FULL_YEAR,
  MONTH,
  DATE,
  DAY_OF_MONTH,
  DAY_OF_WEEK,
  DAY_OF_YEAR,
  HOURS,
  MINUTES,
  SECONDS,
  MILLISECONDS;

  private static final long DAY = 86_400;

  /** 1970-01-01 was the fifth day of a week that begins on Sunday. */
  private static final long DAY_OF_WEEK_OF_EPOCH = 4;

  /** The field that a function gets, or null if it gets none. */
  public static @Nullable TimeField of(Function function) {
    return switch (function) {
      case GET_FULL_YEAR -> FULL_YEAR;
      case GET_MONTH -> MONTH;
      case GET_DATE -> DATE;
      case GET_DAY_OF_MONTH -> DAY_OF_MONTH;
      case GET_DAY_OF_WEEK -> DAY_OF_WEEK;
      case GET_DAY_OF_YEAR -> DAY_OF_YEAR;
      case GET_HOURS -> HOURS;
      case GET_MINUTES -> MINUTES;
      case GET_SECONDS -> SECONDS;
      case GET_MILLISECONDS -> MILLISECONDS;
      default -> null;
    };
  }

  /** The field of an instant, {@code offset} seconds east of UTC. */
  public long of(Instant instant, int offset) {
    long second = instant.getEpochSecond() + offset;
    return switch (this) {
      case HOURS -> Math.floorMod(second, DAY) / 3_600;
      case MINUTES -> Math.floorMod(second, 3_600) / 60;
      case SECONDS -> Math.floorMod(second, 60);
      case MILLISECONDS -> instant.getNano() / 1_000_000;
      case DAY_OF_WEEK -> Math.floorMod(Math.floorDiv(second, DAY) + DAY_OF_WEEK_OF_EPOCH, 7);
      default -> of(LocalDate.ofEpochDay(Math.floorDiv(second, DAY)));
    };
  }

  private long of(LocalDate date) {
    return switch (this) {
      case FULL_YEAR -> date.getYear();
      case MONTH -> date.getMonthValue() - 1;
      case DATE -> date.getDayOfMonth();
      case DAY_OF_MONTH -> date.getDayOfMonth() - 1;
      default -> date.getDayOfYear() - 1;
    };
  }

  /** Whether durations have the field too. */
  public boolean ofDurations() {
    return this == HOURS || this == MINUTES || this == SECONDS || this == MILLISECONDS;
  }

  /** The whole duration in hours, minutes or seconds; the milliseconds beyond its seconds. */
  public long of(Duration duration) {
    return switch (this) {
      case HOURS -> duration.toHours();
      case MINUTES -> duration.toMinutes();
      case SECONDS ->
          duration.isNegative() && duration.getNano() > 0
              ? duration.getSeconds() + 1
              : duration.getSeconds();
      default -> duration.toMillis() % 1_000;
    };
  }
}
