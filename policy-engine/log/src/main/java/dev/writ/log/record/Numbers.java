package dev.writ.log.record;

/**
 * Numbers as ECMAScript's {@code Number::toString} writes them, which RFC 8785 demands: the fewest
 * digits that mean this double, of those the nearest.
 */
final class Numbers {
  private static final double SAFE_INTEGER = 0x1p53;

  /** Beyond these decimal exponents the form is scientific. */
  private static final int LEAST_FIXED = -6;

  private static final int MOST_FIXED = 21;

  private Numbers() {}

  /** Whether a double is an integer that is written with its own digits alone. */
  static boolean isPlainInteger(double number) {
    return number == (long) number && Math.abs(number) < SAFE_INTEGER;
  }

  /** The text of a finite number. */
  static String text(double number) {
    if (isPlainInteger(number)) {
      return Long.toString((long) number);
    }
    String java = Double.toString(Math.abs(number));
    int mark = java.indexOf('E');
    String mantissa = mark < 0 ? java : java.substring(0, mark);
    int exponent = mark < 0 ? 0 : Integer.parseInt(java, mark + 1, java.length(), 10);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int leading = leadingZeros(digits);
    String significant = withoutTrailingZeros(digits.substring(leading));
    String form = shortest(significant, point + exponent - leading, Math.abs(number));
    return number < 0 ? "-" + form : form;
  }

  /**
   * Java gives at least two digits and so, of one digit, sometimes two that are nearer.
   *
   * @param magnitude the value is 0.DIGITS times ten to this power
   */
  private static String shortest(String digits, int magnitude, double number) {
    if (digits.length() == 2) {
      for (int round : new int[] {0, 1}) {
        int digit = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 - round : round);
        String one = digit + "e" + (magnitude - 1);
        if (digit > 0 && Double.parseDouble(one) == number) {
          return digit == 10 ? form("1", magnitude + 1) : form(Integer.toString(digit), magnitude);
        }
      }
    }
    return form(digits, magnitude);
  }

  private static String form(String digits, int magnitude) {
    int count = digits.length();
    if (count <= magnitude && magnitude <= MOST_FIXED) {
      return digits + "0".repeat(magnitude - count);
    }
    if (magnitude > 0 && magnitude <= MOST_FIXED) {
      return digits.substring(0, magnitude) + "." + digits.substring(magnitude);
    }
    if (magnitude > LEAST_FIXED && magnitude <= 0) {
      return "0." + "0".repeat(-magnitude) + digits;
    }
    int exponent = magnitude - 1;
    String sign = exponent < 0 ? "e-" : "e+";
    String fraction = count == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + sign + Math.abs(exponent);
  }

  private static int leadingZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }

  private static String withoutTrailingZeros(String digits) {
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
