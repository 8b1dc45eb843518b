package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists extension; what a list will hold is paid for before it is made. */
final class ListFunctions {
  private ListFunctions() {}

  static void register(Functions functions) {
    functions.unary(Function.DISTINCT, ListFunctions::distinct);
    functions.unary(Function.FLATTEN, (list, budget) -> flatten(list, 1L, budget));
    functions.binary(Function.FLATTEN, ListFunctions::flatten);
    functions.variadic(Function.SLICE, ListFunctions::slice);
    functions.unary(Function.RANGE, ListFunctions::range);
    functions.unary(Function.FIRST, (list, budget) -> end(list, true));
    functions.unary(Function.LAST, (list, budget) -> end(list, false));
    functions.unary(Function.SORT, (list, budget) -> Sorting.sort(list, list, budget));
    functions.binary(Function.SORT_BY_KEYS, Sorting::sort);
  }

  private static Object distinct(Object operand, Budget budget) {
    if (!(operand instanceof List<?> list)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.take(2L * list.size())) {
      return Errors.BUDGET;
    }
    var members = new Membership();
    List<Object> distinct = new ArrayList<>();
    for (Object element : list) {
      Object known = members.contains(element, budget);
      if (Errors.isProblem(known)) {
        return known;
      }
      if (known == Boolean.FALSE) {
        members.add(element);
        distinct.add(Access.element(element));
      }
    }
    return Collections.unmodifiableList(distinct);
  }

  private static Object flatten(Object operand, Object levels, Budget budget) {
    if (!(operand instanceof List<?> list) || !(levels instanceof Long depth)) {
      return Errors.WRONG_TYPE;
    }
    if (depth < 0) {
      return Errors.INVALID;
    }
    List<Object> flat = new ArrayList<>();
    return flatten(list, depth, flat, budget) ? Collections.unmodifiableList(flat) : Errors.BUDGET;
  }

  private static boolean flatten(List<?> list, long levels, List<Object> flat, Budget budget) {
    for (Object element : list) {
      if (!budget.take(1)) {
        return false;
      }
      if (levels > 0 && element instanceof List<?> inner) {
        flatten(inner, levels - 1, flat, budget);
      } else {
        flat.add(Access.element(element));
      }
    }
    return !budget.spent();
  }

  private static Object slice(Object[] arguments, Budget budget) {
    if (!(arguments[0] instanceof List<?> list)
        || !(arguments[1] instanceof Long from)
        || !(arguments[2] instanceof Long to)) {
      return Errors.WRONG_TYPE;
    }
    if (from < 0 || to < from || to > list.size()) {
      return Errors.OUT_OF_BOUNDS;
    }
    return budget.take(to - from)
        ? Lists.of(list.subList(from.intValue(), to.intValue()).toArray())
        : Errors.BUDGET;
  }

  static Object reverse(List<?> list, Budget budget) {
    if (!budget.take(list.size())) {
      return Errors.BUDGET;
    }
    List<Object> reversed = Lists.of(list.toArray()).reversed();
    return Lists.of(reversed.toArray());
  }

  private static Object range(Object operand, Budget budget) {
    if (!(operand instanceof Long end)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.take(Math.max(0, end))) {
      return Errors.BUDGET;
    }
    Object[] numbers = new Object[Math.toIntExact(Math.max(0, end))];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (long) i;
    }
    return Lists.of(numbers);
  }

  private static Object end(Object operand, boolean first) {
    if (!(operand instanceof List<?> list)) {
      return Errors.WRONG_TYPE;
    }
    if (list.isEmpty()) {
      return Access.NONE;
    }
    return Access.some(Access.element(list.get(first ? 0 : list.size() - 1)));
  }

  /** The unknowns among the elements, or null. */
  static @Nullable Object unknown(List<?> list) {
    @Nullable Object unknown = null;
    for (Object element : list) {
      unknown = element instanceof Unknown ? Errors.of(unknown, element) : unknown;
    }
    return unknown;
  }
}
