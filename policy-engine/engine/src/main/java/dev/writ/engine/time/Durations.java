package dev.writ.engine.time;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as text: {@code 1h30m}, {@code 1.5s}, {@code -20ms}, as CEL has them from Go. */
public final class Durations {
  /** The most seconds a duration may have, either way: about 10,000 years. */
  public static final long MAX_SECONDS = 315_576_000_000L;

  private static final int MAX_TEXT = 100;

  private Durations() {}

  /** Reads a duration; null where the text is none or out of range. */
  public static @Nullable Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String body = negative || text.startsWith("+") ? text.substring(1) : text;
    if (body.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = body.isEmpty() || body.length() > MAX_TEXT ? null : nanos(body);
    return nanos == null ? null : inRange(negative ? nanos.negate() : nanos);
  }

  private static @Nullable BigDecimal nanos(String body) {
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    while (at < body.length()) {
      int unit = endOfNumber(body, at);
      int next = endOfUnit(body, unit);
      BigDecimal number = number(body.substring(at, unit));
      BigDecimal scale = scale(body.substring(unit, next));
      if (number == null || scale == null) {
        return null;
      }
      sum = sum.add(number.multiply(scale));
      at = next;
    }
    return sum;
  }

  private static int endOfNumber(String body, int from) {
    int at = from;
    while (at < body.length() && (isDigit(body.charAt(at)) || body.charAt(at) == '.')) {
      at++;
    }
    return at;
  }

  private static int endOfUnit(String body, int from) {
    int at = from;
    while (at < body.length() && !isDigit(body.charAt(at)) && body.charAt(at) != '.') {
      at++;
    }
    return at;
  }

  private static @Nullable BigDecimal number(String digits) {
    boolean valid =
        digits.chars().anyMatch(Durations::isDigit)
            && digits.chars().filter(c -> c == '.').count() <= 1;
    return valid ? new BigDecimal(digits.startsWith(".") ? "0" + digits : digits) : null;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static @Nullable BigDecimal scale(String unit) {
    return switch (unit) {
      case "ns" -> BigDecimal.ONE;
      case "us", "µs", "μs" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      case "s" -> BigDecimal.valueOf(1_000_000_000);
      case "m" -> BigDecimal.valueOf(60_000_000_000L);
      case "h" -> BigDecimal.valueOf(3_600_000_000_000L);
      default -> null;
    };
  }

  private static @Nullable Duration inRange(BigDecimal nanos) {
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    if (parts[0].abs().compareTo(BigDecimal.valueOf(MAX_SECONDS)) > 0) {
      return null;
    }
    return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
  }
}
