package dev.writ.cli.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The {@code match} blocks of Cerbos as one expression. */
final class CerbosCondition {

  private CerbosCondition() {}

  static String translate(Fields condition, Consumer<String> roles) throws Unmappable {
    condition.requireKnown(Set.of("match"));
    return match(condition.required("match"), roles);
  }

  private static String match(Fields match, Consumer<String> roles) throws Unmappable {
    match.requireKnown(Set.of("expr", "all", "any", "none"));
    if (match.keys().size() != 1) {
      throw new Unmappable("a `match` has one of `expr`, `all`, `any` and `none`");
    }
    return switch (match.keys().iterator().next()) {
      case "expr" -> CerbosExpression.translate(match.text("expr"), roles);
      case "all" -> joined(match.required("all"), " && ", roles);
      case "any" -> joined(match.required("any"), " || ", roles);
      default -> "!(" + joined(match.required("none"), " || ", roles) + ")";
    };
  }

  private static String joined(Fields list, String operator, Consumer<String> roles)
      throws Unmappable {
    list.requireKnown(Set.of("of"));
    List<String> parts = new ArrayList<>();
    for (Fields each : list.all("of")) {
      parts.add("(" + match(each, roles) + ")");
    }
    if (parts.isEmpty()) {
      throw new Unmappable("a `match` over nothing does not map");
    }
    return String.join(operator, parts);
  }
}
