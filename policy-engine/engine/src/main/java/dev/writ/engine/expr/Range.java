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

/** What a comprehension visits: a list in its order, or a map in the order of its keys. */
final class Range {
  private final List<?> visited;
  private final @Nullable Map<?, ?> map;

  private Range(List<?> visited, @Nullable Map<?, ?> map) {
    this.visited = visited;
    this.map = map;
  }

  /** The elements of a list that is read by index. */
  static Range of(List<?> list) {
    return new Range(list, null);
  }

  /** A Range, or the problem that there is in place of one. */
  static Object over(Object value, Budget budget) {
    if (value instanceof List<?> list) {
      return new Range(list instanceof RandomAccess ? list : Lists.of(list.toArray()), null);
    }
    if (value instanceof Map<?, ?> map) {
      Object[] keys = Maps.keys(map, budget);
      return keys == null ? Errors.BUDGET : new Range(Lists.of(keys), map);
    }
    return Errors.isProblem(value) ? value : Errors.WRONG_TYPE;
  }

  int size() {
    return visited.size();
  }

  /** The element, or the value at the key. */
  Object value(int index) {
    Object visit = visit(index);
    Object value = map == null ? visit : map.get(visit);
    return Access.element(value);
  }

  /** The index, or the key. */
  Object key(int index) {
    return map == null ? (Object) (long) index : visit(index);
  }

  /** The element, or the key. */
  Object visit(int index) {
    return Access.element(visited.get(index));
  }

  /** Gives the loop's variables their values. */
  void bind(Frame frame, int first, int second, int index) {
    if (second < 0) {
      frame.locals[first] = visit(index);
    } else {
      frame.locals[first] = key(index);
      frame.locals[second] = value(index);
    }
  }
}
