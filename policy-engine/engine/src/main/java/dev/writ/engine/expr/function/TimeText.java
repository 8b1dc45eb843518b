package dev.writ.engine.expr.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;

/** Timestamps as RFC 3339 writes them and durations as {@code 1h30m} or {@code -0.5s}. */
public final class TimeText {
  private static final int MAX_LENGTH = 100;
  private static final int DATE_TIME = "0000-00-00T00:00:00".length();
  private static final int MAX_FRACTION = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private TimeText() {}

  /**
   * An Instant, the error INVALID, or OVERFLOW outside the years 1 to 9999. The letters may be
   * lower-case (RFC 3339, section 5.6).
   */
  public static Object timestamp(String text) {
    if (text.length() <= DATE_TIME || text.length() > MAX_LENGTH || !isDateTime(text)) {
      return Errors.INVALID;
    }
    boolean fraction = text.charAt(DATE_TIME) == '.';
    int end = fraction ? NumberText.afterDigits(text, DATE_TIME + 1) : DATE_TIME;
    int digits = end - DATE_TIME - 1;
    int offset = offset(text, end);
    if (fraction && (digits < 1 || digits > MAX_FRACTION) || offset == Integer.MIN_VALUE) {
      return Errors.INVALID;
    }
    long nanos = fraction ? nanos(text.substring(DATE_TIME + 1, end)) : 0;
    return Moments.ofSeconds(second(text) - offset, nanos);
  }

  private static boolean isDateTime(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    return has(text, 4, '-')
        && has(text, 7, '-')
        && (has(text, 10, 'T') || has(text, 10, 't'))
        && has(text, 13, ':')
        && has(text, 16, ':')
        && year >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth()
        && within(number(text, 11, 13), 23)
        && within(number(text, 14, 16), 59)
        && within(number(text, 17, 19), 59);
  }

  private static boolean has(String text, int index, char unit) {
    return text.charAt(index) == unit;
  }

  private static int number(String text, int start, int end) {
    return NumberText.digits(text, start, end);
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  /** The second since 1970 of a valid date and time, as if it were in UTC. */
  private static long second(String text) {
    var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    int minutes = number(text, 11, 13) * 60 + number(text, 14, 16);
    return (date.toEpochDay() * 1_440 + minutes) * 60 + number(text, 17, 19);
  }

  private static long nanos(String digits) {
    return Long.parseLong(digits + "0".repeat(MAX_FRACTION - digits.length()));
  }

  /** {@code Z} or {@code [+-]HH:MM} to the text's end, in seconds; MIN_VALUE if it is none. */
  private static int offset(String text, int start) {
    boolean zulu = text.startsWith("Z", start) || text.startsWith("z", start);
    if (zulu && text.length() == start + 1) {
      return 0;
    }
    boolean east = text.startsWith("+", start);
    boolean form = text.length() == start + 6 && has(text, start + 3, ':');
    if (!form || !east && !text.startsWith("-", start)) {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, start + 1, start + 3);
    int minutes = number(text, start + 4, start + 6);
    if (!within(hours, 23) || !within(minutes, 59)) {
      return Integer.MIN_VALUE;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return east ? seconds : -seconds;
  }

  /** A Duration, the error INVALID, or OVERFLOW beyond ten thousand years. */
  public static Object duration(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.startsWith("0", at) && text.length() == at + 1) {
      return Duration.ZERO;
    }
    if (at == text.length() || text.length() > MAX_LENGTH) {
      return Errors.INVALID;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    while (at < text.length()) {
      int unit = afterNumber(text, at);
      int end = afterUnit(text, unit);
      long scale = scale(text.substring(unit, end));
      if (unit == at || scale == 0) {
        return Errors.INVALID;
      }
      nanos = nanos.add(new BigDecimal(text.substring(at, unit)).multiply(new BigDecimal(scale)));
      at = end;
    }
    return ofNanos((negative ? nanos.negate() : nanos).setScale(0, RoundingMode.DOWN));
  }

  private static Object ofNanos(BigDecimal nanos) {
    BigInteger[] parts =
        nanos.toBigInteger().divideAndRemainder(BigInteger.valueOf(NANOS_PER_SECOND));
    return parts[0].bitLength() > 50
        ? Errors.OVERFLOW
        : Moments.valid(Duration.ofSeconds(parts[0].longValue(), parts[1].longValue()));
  }

  /** Where digits with or without a fraction end; {@code start} where there is no digit. */
  private static int afterNumber(String text, int start) {
    int whole = NumberText.afterDigits(text, start);
    if (!text.startsWith(".", whole)) {
      return whole;
    }
    int end = NumberText.afterDigits(text, whole + 1);
    boolean digits = whole > start || end > whole + 1;
    return digits ? end : start;
  }

  private static int afterUnit(String text, int start) {
    int end = start;
    while (end < text.length()
        && !NumberText.isDigit(text.charAt(end))
        && text.charAt(end) != '.') {
      end++;
    }
    return end;
  }

  /** The nanoseconds of a unit, 0 for what is none. */
  private static long scale(String unit) {
    return switch (unit) {
      case "h" -> 3_600 * NANOS_PER_SECOND;
      case "m" -> 60 * NANOS_PER_SECOND;
      case "s" -> NANOS_PER_SECOND;
      case "ms" -> 1_000_000;
      case "us", "\u00B5s", "\u03BCs" -> 1_000;
      case "ns" -> 1;
      default -> 0;
    };
  }
}
