package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sets extension: lists as sets. */
final class SetFunctions {
  private SetFunctions() {}

  static void register(Functions functions) {
    functions.binary(Function.SETS_CONTAINS, (a, b, budget) -> ofLists(a, b, budget, false, true));
    functions.binary(
        Function.SETS_INTERSECTS, (a, b, budget) -> ofLists(a, b, budget, true, false));
    functions.binary(Function.SETS_EQUIVALENT, SetFunctions::equivalent);
  }

  private static Object equivalent(Object one, Object other, Budget budget) {
    Object contained = ofLists(one, other, budget, false, true);
    if (contained == Boolean.FALSE) {
      return false;
    }
    Object containing = ofLists(other, one, budget, false, true);
    if (containing == Boolean.FALSE) {
      return false;
    }
    Object problem = Errors.of(contained, containing);
    return problem == null ? true : problem;
  }

  /**
   * Looks for each element of {@code other} in {@code one}.
   *
   * @param deciding the answer for one element that settles it
   * @param otherwise the result where none does
   */
  private static Object ofLists(
      Object one, Object other, Budget budget, boolean deciding, boolean otherwise) {
    if (!(one instanceof List<?> list) || !(other instanceof List<?> sought)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.take((long) list.size() + sought.size())) {
      return Errors.BUDGET;
    }
    var members = new Membership();
    list.forEach(members::add);
    @Nullable Object doubt = null;
    for (Object element : sought) {
      Object found = members.contains(element, budget);
      if (found.equals(deciding)) {
        return deciding;
      }
      doubt = Errors.of(doubt, found);
    }
    return doubt == null ? otherwise : doubt;
  }
}
