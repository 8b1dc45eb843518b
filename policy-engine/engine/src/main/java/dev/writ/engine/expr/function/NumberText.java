package dev.writ.engine.expr.function;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** How numbers are written as text; a text that is none gives null, never an exception. */
final class NumberText {
  private static final int MAX_DIGITS = 400;
  private static final BigInteger UINT_RANGE = BigInteger.ONE.shiftLeft(64);

  private NumberText() {}

  /** The number that some ASCII digits stand for, -1 where they are no digits. */
  static int digits(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  /** Where the digits end that begin at {@code start}. */
  static int afterDigits(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A decimal number, with or without a sign. */
  static @Nullable BigInteger integer(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return isDigits(text, start) ? new BigInteger(text) : null;
  }

  private static boolean isDigits(String text, int start) {
    return text.length() > start
        && text.length() <= MAX_DIGITS
        && afterDigits(text, start) == text.length();
  }

  /** The bits of an unsigned decimal number without a sign. */
  static @Nullable Long unsigned(String text) {
    BigInteger number = isDigits(text, 0) ? new BigInteger(text) : null;
    return number == null || number.compareTo(UINT_RANGE) >= 0 ? null : number.longValue();
  }

  /** A decimal number with fraction and exponent, {@code Infinity} or {@code NaN}. */
  static @Nullable Double real(String text) {
    if (text.length() > MAX_DIGITS) {
      return null;
    }
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (isDecimal(unsigned)) {
      return Double.valueOf(text);
    }
    double sign = text.startsWith("-") ? -1 : 1;
    return switch (unsigned) {
      case "Infinity" -> sign * Double.POSITIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> null;
    };
  }

  private static boolean isDecimal(String text) {
    int whole = afterDigits(text, 0);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = afterDigits(text, end + 1);
    }
    boolean digits = whole > 0 || end > 1;
    return digits && isExponent(text, end);
  }

  private static boolean isExponent(String text, int start) {
    if (start == text.length()) {
      return true;
    }
    if (Character.toLowerCase(text.charAt(start)) != 'e') {
      return false;
    }
    boolean signed = text.startsWith("-", start + 1) || text.startsWith("+", start + 1);
    int digits = start + (signed ? 2 : 1);
    return digits < text.length() && afterDigits(text, digits) == text.length();
  }
}
