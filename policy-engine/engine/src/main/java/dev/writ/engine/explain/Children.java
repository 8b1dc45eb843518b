package dev.writ.engine.explain;

import dev.writ.engine.program.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The direct parts of an expression. */
final class Children {
  private Children() {}

  /** In the order of the text. */
  static List<Expr> of(Expr expression) {
    return switch (expression) {
      case Expr.Literal none -> List.of();
      case Expr.Variable none -> List.of();
      case Expr.LetReference none -> List.of();
      case Expr.Local none -> List.of();
      case Expr.Open none -> List.of();
      case Expr.Select select -> List.of(select.operand());
      case Expr.Has has -> List.of(has.operand());
      case Expr.Call call -> call.arguments();
      case Expr.ListOf list -> list.elements();
      case Expr.MapOf map ->
          map.entries().stream().flatMap(e -> List.of(e.key(), e.value()).stream()).toList();
      case Expr.Fold fold -> present(fold.range(), fold.filter(), fold.transform());
      case Expr.Bind bind -> List.of(bind.value(), bind.body());
      case Expr.Matches matches -> List.of(matches.operand());
    };
  }

  private static List<Expr> present(@Nullable Expr... expressions) {
    var present = new ArrayList<Expr>();
    for (Expr expression : expressions) {
      if (expression != null) {
        present.add(expression);
      }
    }
    return present;
  }
}
