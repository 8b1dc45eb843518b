package dev.writ.engine.expr.function;

import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.UInt;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order of values: numbers across their types, texts by code point.
 *
 * <p>A comparison comes to -1, 0 or 1, to {@link #UNORDERED} where a NaN takes part, or to {@link
 * #INCOMPARABLE} where CEL has no order between the types.
 */
public final class Ordering {
  /** The numbers have no order: one of them is NaN. */
  public static final int UNORDERED = 2;

  /** Values of these types are not compared. */
  public static final int INCOMPARABLE = 3;

  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_64 = 0x1p64;

  private Ordering() {}

  /** Compares any two values, and takes what it costs to read long ones. */
  public static int compare(@Nullable Object left, @Nullable Object right, Budget budget) {
    if (left instanceof String text) {
      Equality.charge(text.length(), budget);
    } else if (left instanceof Bytes bytes) {
      Equality.charge(bytes.size(), budget);
    }
    return compare(left, right);
  }

  /** Compares any two values whose reading is paid for. */
  static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Long || left instanceof Double || left instanceof UInt) {
      return numbers(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      return Integer.signum(texts(a, b));
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return Integer.signum(a.compareTo(b));
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return Integer.signum(a.compareTo(b));
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof Bytes a && right instanceof Bytes b) {
      return Integer.signum(a.compareTo(b));
    }
    return INCOMPARABLE;
  }

  /** Compares two numbers of any types; INCOMPARABLE if one is none. */
  public static int numbers(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double d) {
      return doubleWith(d, right);
    }
    if (left instanceof Long l) {
      return longWith(l, right);
    }
    if (left instanceof UInt u) {
      return uintWith(u, right);
    }
    return INCOMPARABLE;
  }

  private static int doubleWith(double left, @Nullable Object right) {
    if (right instanceof Double d) {
      return doubles(left, d);
    }
    if (right instanceof Long l) {
      return doubleWithLong(left, l);
    }
    return right instanceof UInt u ? doubleWithUInt(left, u.bits()) : INCOMPARABLE;
  }

  private static int longWith(long left, @Nullable Object right) {
    if (right instanceof Long l) {
      return Long.compare(left, l);
    }
    if (right instanceof Double d) {
      return reversed(doubleWithLong(d, left));
    }
    return right instanceof UInt u ? longWithUInt(left, u.bits()) : INCOMPARABLE;
  }

  private static int uintWith(UInt left, @Nullable Object right) {
    if (right instanceof UInt u) {
      return left.compareTo(u);
    }
    if (right instanceof Long l) {
      return reversed(longWithUInt(l, left.bits()));
    }
    return right instanceof Double d ? reversed(doubleWithUInt(d, left.bits())) : INCOMPARABLE;
  }

  /** Compares as IEEE 754 does: the zeros are equal, NaN has no order. */
  public static int doubles(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    return left == right ? 0 : UNORDERED;
  }

  /** As CEL says: outside the integers' range by range, inside it as doubles. */
  public static int doubleWithLong(double left, long right) {
    if (left < -TWO_TO_63) {
      return -1;
    }
    return left > TWO_TO_63 ? 1 : doubles(left, (double) right);
  }

  private static int doubleWithUInt(double left, long bits) {
    if (left < 0) {
      return -1;
    }
    return left > TWO_TO_64 ? 1 : doubles(left, toDouble(bits));
  }

  private static int longWithUInt(long left, long bits) {
    return left < 0 || bits < 0 ? -1 : Long.compare(left, bits);
  }

  private static int reversed(int order) {
    return order == UNORDERED ? UNORDERED : -order;
  }

  /** The double nearest to an unsigned number. */
  static double toDouble(long bits) {
    if (bits >= 0) {
      return (double) bits;
    }
    // half of it, keeping the lost bit for correct rounding, twice
    return (double) ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  /** Compares by code points; UTF-16 order differs where one text has a surrogate pair. */
  public static int texts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
