package dev.writ.engine.expr.function;

import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import dev.writ.engine.value.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** How values are taken out of maps, lists and optionals. */
public final class Access {
  /** {@code optional.none()}. */
  public static final Object NONE = Optional.empty();

  private static final int ELEMENTS_PER_STEP = 8;

  private Access() {}

  /** {@code optional.of(value)}; a problem stays what it is. */
  public static Object some(Object value) {
    return Errors.isProblem(value) ? value : Optional.of(value);
  }

  /** What a list's element stands for: a JSON null is CEL's null. */
  public static Object element(@Nullable Object element) {
    return element == null ? Null.NULL : element;
  }

  /**
   * {@code operand.field}; of an optional, an optional.
   *
   * @param missing the error where the map has no such field
   */
  public static Object select(Object operand, String field, EvalError missing) {
    if (operand instanceof Map<?, ?> map) {
      Object value = map.get(field);
      return value == null ? missing : value;
    }
    if (operand instanceof Optional<?> optional) {
      return optional.isEmpty() ? NONE : optionalSelect(optional.get(), field);
    }
    return problemOrWrongType(operand);
  }

  /** {@code has(operand.field)}: TRUE, FALSE or a problem. */
  public static Object has(Object operand, String field) {
    if (operand instanceof Map<?, ?> map) {
      return present(map.get(field));
    }
    if (operand instanceof Optional<?> optional) {
      return optional.isEmpty() ? false : has(optional.get(), field);
    }
    return problemOrWrongType(operand);
  }

  /** Whether an entry is there; an unknown value may turn out to be null. */
  private static Object present(@Nullable Object value) {
    return value instanceof Unknown ? value : (Object) (value != null);
  }

  private static Object problemOrWrongType(Object operand) {
    return Errors.isProblem(operand) ? operand : Errors.WRONG_TYPE;
  }

  private static Object optionalSelect(Object operand, String field) {
    if (operand instanceof Optional<?> optional) {
      return optional.isEmpty() ? NONE : optionalSelect(optional.get(), field);
    }
    Object value = select(operand, field, Errors.NO_SUCH_KEY);
    return value == Errors.NO_SUCH_KEY ? NONE : some(value);
  }

  /** {@code operand.?field}. */
  static Object optionalSelect(Object operand, Object field, Budget budget) {
    return field instanceof String name ? optionalSelect(operand, name) : Errors.WRONG_TYPE;
  }

  /** {@code operand[key]}; of an optional, an optional. */
  static Object index(Object operand, Object key, Budget budget) {
    if (operand instanceof List<?> list) {
      return element(list, key);
    }
    if (operand instanceof Map<?, ?> map) {
      Object value = Maps.get(map, key, budget);
      return value == null ? Errors.NO_SUCH_KEY : value;
    }
    if (operand instanceof Optional<?> optional) {
      return optional.isEmpty() ? NONE : optionalIndex(optional.get(), key, budget);
    }
    return Errors.WRONG_TYPE;
  }

  /** {@code operand[?key]}. */
  static Object optionalIndex(Object operand, Object key, Budget budget) {
    if (operand instanceof Optional<?> optional) {
      return optional.isEmpty() ? NONE : optionalIndex(optional.get(), key, budget);
    }
    Object value = index(operand, key, budget);
    return value == Errors.NO_SUCH_KEY || value == Errors.OUT_OF_BOUNDS ? NONE : some(value);
  }

  private static Object element(List<?> list, Object key) {
    long index = index(key);
    if (index == Long.MIN_VALUE) {
      return Errors.WRONG_TYPE;
    }
    return index < 0 || index >= list.size()
        ? Errors.OUT_OF_BOUNDS
        : element(list.get((int) index));
  }

  /** A number as an index, or MIN_VALUE if it is no whole number. */
  private static long index(Object key) {
    if (key instanceof Long index) {
      return index;
    }
    if (key instanceof UInt index) {
      return index.bits() < 0 ? Long.MAX_VALUE : index.bits();
    }
    return key instanceof Double d && d == Math.rint(d) ? d.longValue() : Long.MIN_VALUE;
  }

  /** {@code value in container}: TRUE, FALSE or a problem. */
  public static Object contains(Object container, Object value, Budget budget) {
    if (container instanceof List<?> list) {
      if (!budget.take(list.size() / ELEMENTS_PER_STEP)) {
        return Errors.BUDGET;
      }
      return list instanceof RandomAccess
          ? containsByIndex(list, value, budget)
          : containsByOrder(list, value, budget);
    }
    if (container instanceof Map<?, ?> map) {
      return present(Maps.get(map, value, budget));
    }
    return Errors.WRONG_TYPE;
  }

  private static Object containsByIndex(List<?> list, Object value, Budget budget) {
    if (value instanceof String text && text.length() <= Equality.SHORT_TEXT) {
      return containsText(list, text);
    }
    @Nullable Object doubt = null;
    for (int i = 0, size = list.size(); i < size; i++) {
      Object equal = Equality.equal(value, list.get(i), budget);
      if (equal == Boolean.TRUE) {
        return equal;
      }
      doubt = equal == Boolean.FALSE ? doubt : Errors.of(doubt, equal);
    }
    return doubt == null ? false : doubt;
  }

  private static Object containsText(List<?> list, String text) {
    @Nullable Object doubt = null;
    for (int i = 0, size = list.size(); i < size; i++) {
      Object element = list.get(i);
      if (text.equals(element)) {
        return true;
      }
      doubt = element instanceof Unknown ? Errors.of(doubt, element) : doubt;
    }
    return doubt == null ? false : doubt;
  }

  private static Object containsByOrder(List<?> list, Object value, Budget budget) {
    return containsByIndex(Arrays.asList(list.toArray()), value, budget);
  }
}
