package dev.writ.engine.expr.function;

import dev.writ.engine.value.UInt;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a map is read. A Java null as value means that the entry is not there (a JSON null of a
 * request); keys that are equal numbers are the same key whatever their types.
 */
public final class Maps {
  private static final int ENTRIES_PER_STEP = 8;

  private Maps() {}

  /** The value of a key, or null where there is none. */
  public static @Nullable Object get(Map<?, ?> map, @Nullable Object key, Budget budget) {
    if (key instanceof String) {
      return map.get(key);
    }
    // A request's map may be of a kind that takes no keys but texts: it is asked for nothing else.
    if (!isKey(key) && !(key instanceof Double) || !budget.take(map.size() / ENTRIES_PER_STEP)) {
      return null;
    }
    return search(map, key);
  }

  private static @Nullable Object search(Map<?, ?> map, @Nullable Object key) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (sameKey(entry.getKey(), key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static boolean sameKey(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Boolean || one instanceof String) {
      return one.equals(other);
    }
    return Ordering.numbers(one, other) == 0;
  }

  /** Whether a map may have such a key. */
  public static boolean isKey(@Nullable Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof UInt
        || value instanceof Boolean;
  }

  /** The number of entries that are there. */
  public static int size(Map<?, ?> map, Budget budget) {
    budget.take(map.size() / ENTRIES_PER_STEP);
    int size = 0;
    for (Object value : map.values()) {
      if (value != null) {
        size++;
      }
    }
    return size;
  }

  /**
   * The keys of the entries that are there in the order in which comprehensions visit them:
   * booleans, numbers, texts.
   *
   * @return null if the budget does not suffice
   */
  public static Object @Nullable [] keys(Map<?, ?> map, Budget budget) {
    int size = map.size();
    if (!budget.take((long) size * (Integer.SIZE - Integer.numberOfLeadingZeros(size)) / 4)) {
      return null;
    }
    Object[] keys = new Object[size];
    int count = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() != null) {
        keys[count++] = entry.getKey();
      }
    }
    Object[] present = count == size ? keys : Arrays.copyOf(keys, count);
    Arrays.sort(present, Maps::compareKeys);
    return present;
  }

  private static int compareKeys(Object left, Object right) {
    int ranks = Integer.compare(rank(left), rank(right));
    return ranks != 0 ? ranks : Ordering.compare(left, right);
  }

  private static int rank(Object key) {
    if (key instanceof Boolean) {
      return 0;
    }
    return key instanceof String ? 2 : 1;
  }
}
