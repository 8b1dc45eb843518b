package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Access;
import dev.writ.engine.expr.function.Budget;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Lists;
import dev.writ.engine.expr.function.Maps;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * What comprehensions visit: a list in its order, or a map in the order of its keys. A range is two
 * variables of the loop, so that a loop allocates nothing: its source, and the list of the elements
 * or keys that are visited.
 */
final class Range {
  private Range() {}

  /** The elements of a list or the keys of a map; null where there is no range. */
  static @Nullable List<?> visited(Object source, Budget budget) {
    if (source instanceof List<?> list) {
      return list instanceof RandomAccess ? list : Lists.of(list.toArray());
    }
    if (source instanceof Map<?, ?> map) {
      Object[] keys = Maps.keys(map, budget);
      return keys == null ? null : Lists.of(keys);
    }
    return null;
  }

  /** Why there is no range. */
  static Object problem(Object source) {
    if (source instanceof Map) {
      return Errors.BUDGET;
    }
    return Errors.isProblem(source) ? source : Errors.WRONG_TYPE;
  }

  /** The element, or the key. */
  static Object visit(List<?> visited, int index) {
    return Access.element(visited.get(index));
  }

  /** The index, or the key. */
  static Object key(Object source, List<?> visited, int index) {
    return source instanceof Map ? visit(visited, index) : (Object) (long) index;
  }

  /** The element, or the value at the key. */
  static Object value(Object source, List<?> visited, int index) {
    Object visit = visit(visited, index);
    return source instanceof Map<?, ?> map ? Access.element(map.get(visit)) : visit;
  }
}
