package dev.writ.engine.expr.function;

import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Equality of values: numbers across their types, lists and maps by content, values of different
 * types are different. A result is TRUE, FALSE, or an Unknown where it depends on one inside.
 */
public final class Equality {
  /** Up to so many characters, comparing a text is part of the step that asks for it. */
  static final int SHORT_TEXT = 64;

  /** A look-up in a large map waits for memory. */
  private static final int LOOKUP_STEPS = 3;

  private Equality() {}

  /** Compares two values; the error BUDGET where they are too large to. */
  public static Object equal(@Nullable Object left, @Nullable Object right, Budget budget) {
    if (left instanceof String a && right instanceof String b) {
      return texts(a, b, budget);
    }
    Object problem = Errors.of(left, right);
    if (problem != null) {
      return problem;
    }
    if (isNumber(left)) {
      return Ordering.numbers(left, right) == 0;
    }
    return composites(left, right, budget);
  }

  private static boolean texts(String left, String right, Budget budget) {
    if (left.length() != right.length()) {
      return false;
    }
    charge(left.length(), budget);
    return left.equals(right);
  }

  /** Takes what it costs to read a text or bytes of some length, if they are long. */
  static void charge(int length, Budget budget) {
    if (length > SHORT_TEXT) {
      budget.takeText(length);
    }
  }

  private static Object composites(@Nullable Object left, @Nullable Object right, Budget budget) {
    if (left instanceof List<?> a) {
      return right instanceof List<?> b ? lists(a, b, budget) : false;
    }
    if (left instanceof Map<?, ?> a) {
      return right instanceof Map<?, ?> b ? maps(a, b, budget) : false;
    }
    if (left instanceof Optional<?> a) {
      return right instanceof Optional<?> b ? optionals(a, b, budget) : false;
    }
    if (left instanceof Type a) {
      return right instanceof Type b && a.kind() == b.kind();
    }
    if (left instanceof Bytes bytes) {
      charge(bytes.size(), budget);
    }
    if (left == null || left == Null.NULL) {
      return right == null || right == Null.NULL;
    }
    return left.equals(right);
  }

  private static Object lists(List<?> left, List<?> right, Budget budget) {
    if (left.size() != right.size()) {
      return false;
    }
    Object result = true;
    Iterator<?> others = right.iterator();
    for (Object element : left) {
      if (!budget.take(1)) {
        return Errors.BUDGET;
      }
      result = and(result, equal(element, others.next(), budget));
      if (result == Boolean.FALSE) {
        return false;
      }
    }
    return result;
  }

  private static Object maps(Map<?, ?> left, Map<?, ?> right, Budget budget) {
    if (Maps.size(left, budget) != Maps.size(right, budget)) {
      return false;
    }
    Object result = true;
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (entry.getValue() == null) {
        continue;
      }
      Object other =
          budget.take(LOOKUP_STEPS) ? Maps.get(right, entry.getKey(), budget) : Errors.BUDGET;
      result = other == null ? false : and(result, equal(entry.getValue(), other, budget));
      if (result == Boolean.FALSE) {
        return false;
      }
    }
    return result;
  }

  private static Object optionals(Optional<?> left, Optional<?> right, Budget budget) {
    if (left.isPresent() && right.isPresent()) {
      return equal(left.get(), right.get(), budget);
    }
    return left.isPresent() == right.isPresent();
  }

  /** Both TRUE; a FALSE settles it whatever is unknown. */
  private static Object and(Object one, Object other) {
    if (one == Boolean.FALSE || other == Boolean.FALSE) {
      return false;
    }
    Object problem = Errors.of(one, other);
    return problem == null ? true : problem;
  }

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof Double || value instanceof UInt;
  }
}
