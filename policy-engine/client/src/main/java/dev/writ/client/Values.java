package dev.writ.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable copies of JSON values. A number that a decision point would read as a different one is
 * refused here: numbers are doubles there, so a longer decimal would be compared rounded.
 */
final class Values {

  private static final BigInteger LARGEST = BigInteger.valueOf((1L << 53) - 1);
  private static final int DEEPEST = 60;

  private Values() {}

  /** A deep copy in the given order, without the members that are null. */
  static Map<String, Object> copy(Map<String, ? extends @Nullable Object> properties) {
    return map(properties, DEEPEST);
  }

  static List<Object> copy(Collection<? extends @Nullable Object> values) {
    return list(values, DEEPEST);
  }

  /** The text itself, or an error that names what is empty. */
  static String present(String what, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    return text;
  }

  private static Map<String, Object> map(Map<?, ? extends @Nullable Object> source, int levels) {
    Map<String, Object> copy = new LinkedHashMap<>();
    source.forEach(
        (name, value) -> {
          if (value != null) {
            copy.put((String) name, value(value, levels));
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  private static List<Object> list(Collection<? extends @Nullable Object> source, int levels) {
    List<Object> copy = new ArrayList<>(source.size());
    for (Object value : source) {
      if (value == null) {
        throw new IllegalArgumentException("a list holds null; leave the element out");
      }
      copy.add(value(value, levels));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Object value(Object value, int levels) {
    if (levels == 0) {
      throw new IllegalArgumentException("properties are nested deeper than 60 levels");
    }
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, levels - 1);
    }
    if (value instanceof Collection<?> list) {
      return list(list, levels - 1);
    }
    if (value instanceof Instant || value instanceof Enum<?>) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "a property is text, a boolean, a number, a time, a list or a map, not a `"
            + value.getClass().getSimpleName()
            + "`");
  }

  private static Number number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return finite(number.doubleValue());
    }
    if (number instanceof BigDecimal decimal) {
      return decimal(decimal);
    }
    if (number instanceof BigInteger integer) {
      return integer(integer);
    }
    return integer(BigInteger.valueOf(number.longValue()));
  }

  private static Number finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("`" + number + "` is no JSON number");
    }
    return number;
  }

  private static Number integer(BigInteger integer) {
    if (integer.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(
          "`" + integer + "` is beyond 2^53-1; send it as text instead");
    }
    return integer.longValue();
  }

  private static Number decimal(BigDecimal decimal) {
    double nearest = decimal.doubleValue();
    if (!Double.isFinite(nearest)
        || new BigDecimal(Double.toString(nearest)).compareTo(decimal) != 0) {
      throw new IllegalArgumentException(
          "`" + decimal + "` has more digits than a double keeps; send it as text instead");
    }
    boolean whole = nearest == Math.rint(nearest) && Math.abs(nearest) < 1L << 53;
    if (whole) {
      return (long) nearest;
    }
    return nearest;
  }
}
