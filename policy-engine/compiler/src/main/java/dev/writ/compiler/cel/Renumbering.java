package dev.writ.compiler.cel;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.Bind;
import dev.writ.engine.program.Expr.Call;
import dev.writ.engine.program.Expr.Entry;
import dev.writ.engine.program.Expr.Fold;
import dev.writ.engine.program.Expr.Has;
import dev.writ.engine.program.Expr.LetReference;
import dev.writ.engine.program.Expr.ListOf;
import dev.writ.engine.program.Expr.MapOf;
import dev.writ.engine.program.Expr.Matches;
import dev.writ.engine.program.Expr.Open;
import dev.writ.engine.program.Expr.Select;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces an expression's own numbers of lets, windows and patterns by those of a program. */
record Renumbering(int[] lets, int[] windows, int[] patterns) {

  Expr of(Expr expr) {
    boolean nothingToDo = lets.length + windows.length + patterns.length == 0;
    return nothingToDo ? expr : renumber(expr);
  }

  private Expr renumber(Expr expr) {
    return switch (expr) {
      case LetReference let -> new LetReference(lets[let.let()], let.type(), let.span());
      case Open open -> new Open(windows[open.window()], open.span());
      case Matches matches ->
          new Matches(renumber(matches.operand()), patterns[matches.pattern()], matches.span());
      case Select select ->
          new Select(renumber(select.operand()), select.field(), select.type(), select.span());
      case Has has -> new Has(renumber(has.operand()), has.field(), has.span());
      case Call call ->
          new Call(call.function(), renumber(call.arguments()), call.type(), call.span());
      case ListOf list ->
          new ListOf(renumber(list.elements()), list.optional(), list.type(), list.span());
      case MapOf map ->
          new MapOf(map.entries().stream().map(this::renumber).toList(), map.type(), map.span());
      case Fold fold -> renumber(fold);
      case Bind bind ->
          new Bind(
              bind.slot(), renumber(bind.value()), renumber(bind.body()), bind.type(), bind.span());
      case Expr.Literal literal -> literal;
      case Expr.Variable variable -> variable;
      case Expr.Local local -> local;
    };
  }

  private List<Expr> renumber(List<Expr> exprs) {
    return exprs.stream().map(this::renumber).toList();
  }

  private Entry renumber(Entry entry) {
    return new Entry(renumber(entry.key()), renumber(entry.value()), entry.optional());
  }

  private Fold renumber(Fold fold) {
    return new Fold(
        fold.kind(),
        renumber(fold.range()),
        fold.first(),
        fold.second(),
        renumberIfAny(fold.filter()),
        renumberIfAny(fold.transform()),
        fold.type(),
        fold.span());
  }

  private @Nullable Expr renumberIfAny(@Nullable Expr expr) {
    return expr == null ? null : renumber(expr);
  }
}
