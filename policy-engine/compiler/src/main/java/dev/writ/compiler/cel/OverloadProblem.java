package dev.writ.compiler.cel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to say of an operator or function that does not take values of some types. */
record OverloadProblem(String message, @Nullable String help) {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("_&&_", "&&"),
          Map.entry("_||_", "||"),
          Map.entry("!_", "!"),
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("@in", "in"),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("-_", "-"));
  private static final Set<String> NUMBERS = Set.of("int", "uint", "double");
  private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "_%_");

  static OverloadProblem of(String function, List<String> types, boolean member) {
    String all = String.join(" and ", types);
    return switch (function) {
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
          new OverloadProblem("`" + OPERATORS.get(function) + "` cannot compare " + all, null);
      case "_&&_", "_||_", "!_" ->
          new OverloadProblem("`" + OPERATORS.get(function) + "` takes bool, not " + all, null);
      case "@in" -> new OverloadProblem("`in` cannot look for " + String.join(" in ", types), null);
      case "_?_:_" -> conditional(types);
      case "_[_]", "_[?_]" ->
          new OverloadProblem(types.getFirst() + " has no elements by " + types.getLast(), null);
      case Vocabulary.KEY -> new OverloadProblem("the key of a map cannot be " + all, null);
      case Vocabulary.OPEN -> new OverloadProblem("`open` takes the name of a window", null);
      default -> member ? member(function, types) : other(function, types);
    };
  }

  /** Whether this is an operator's name in the syntax tree. */
  static boolean isOperator(String function) {
    return OPERATORS.containsKey(function) || function.equals("_?_:_");
  }

  /** Of the condition inside a macro, whose operator the author did not write. */
  static OverloadProblem ofPredicate(String macro, String operator, List<String> types) {
    String type = operator.equals("_?_:_") ? types.getFirst() : types.getLast();
    return new OverloadProblem("the condition of `" + macro + "` must be bool, not " + type, null);
  }

  private static OverloadProblem conditional(List<String> types) {
    boolean condition = types.getFirst().equals("bool") || types.getFirst().equals("any");
    return condition
        ? new OverloadProblem(
            "both outcomes of `? :` must be of one type, not "
                + types.get(1)
                + " and "
                + types.getLast(),
            "wrap one in `dyn()` if that is meant")
        : new OverloadProblem("the condition of `? :` must be bool, not " + types.getFirst(), null);
  }

  private static OverloadProblem member(String function, List<String> types) {
    List<String> arguments = types.subList(1, types.size());
    String with =
        arguments.isEmpty() ? " without arguments" : " with " + String.join(", ", arguments);
    return new OverloadProblem(
        "`" + function + "` cannot be called on " + types.getFirst() + with, null);
  }

  private static OverloadProblem other(String function, List<String> types) {
    if (ARITHMETIC.contains(function)) {
      boolean mixed = types.stream().allMatch(NUMBERS::contains);
      return new OverloadProblem(
          "`" + OPERATORS.get(function) + "` does not take " + String.join(" and ", types),
          mixed
              ? "make both of one type: write `2.0` for a double, or convert with `double()`"
              : null);
    }
    String name =
        OPERATORS.getOrDefault(
            function, function.replace("@max", "greatest").replace("@min", "least"));
    String given = types.isEmpty() ? "no arguments" : String.join(", ", types);
    return new OverloadProblem("`" + name + "` does not take " + given, null);
  }
}
