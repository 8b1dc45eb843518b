package dev.writ.engine.expr.function;

import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.UInt;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts lists by keys of one type that has an order; equal keys keep their order. */
final class Sorting {
  private Sorting() {}

  static Object sort(Object operand, Object by, Budget budget) {
    if (!(operand instanceof List<?> list)
        || !(by instanceof List<?> keys)
        || keys.size() != list.size()) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.take(keys.size())) {
      return Errors.BUDGET;
    }
    Object problem = problem(keys);
    if (problem != null) {
      return problem;
    }
    return budget.take(cost(keys)) ? sorted(list.toArray(), keys.toArray()) : Errors.BUDGET;
  }

  private static @Nullable Object problem(List<?> keys) {
    Object unknown = ListFunctions.unknown(keys);
    if (unknown != null || keys.isEmpty()) {
      return unknown;
    }
    Object first = keys.get(0);
    boolean ordered = first != null && isOrdered(first);
    for (Object key : keys) {
      ordered = ordered && key != null && key.getClass() == first.getClass();
    }
    return ordered ? null : Errors.WRONG_TYPE;
  }

  private static boolean isOrdered(Object key) {
    return key instanceof String
        || key instanceof Long
        || key instanceof UInt
        || key instanceof Double
        || key instanceof Boolean
        || key instanceof Bytes
        || key instanceof Instant
        || key instanceof Duration;
  }

  /** A step for each comparison that sorting may need, and for the texts that these read. */
  private static long cost(List<?> keys) {
    long size = keys.size();
    for (Object key : keys) {
      size += key instanceof String text ? text.length() / 64 : 0;
      size += key instanceof Bytes bytes ? bytes.size() / 64 : 0;
    }
    return size * (Integer.SIZE - Integer.numberOfLeadingZeros(keys.size()));
  }

  private static Object sorted(Object[] elements, Object[] keys) {
    Integer[] order = new Integer[elements.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> compare(keys[a], keys[b]));
    Object[] sorted = new Object[elements.length];
    Arrays.setAll(sorted, i -> Access.element(elements[order[i]]));
    return Lists.of(sorted);
  }

  /** A total order: NaN comes last. */
  private static int compare(Object one, Object other) {
    return one instanceof Double a && other instanceof Double b
        ? Double.compare(a + 0.0, b + 0.0)
        : Ordering.compare(one, other);
  }
}
