package dev.writ.compiler.analysis.expression;

import dev.writ.engine.program.Expr;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How deep the evaluation of an expression nests, that of the lets it refers to included. */
final class Levels {

  /** The most levels of an expression with its lets: well below what the engine takes. */
  static final int MOST = 500;

  private final List<String> names;
  private final Map<String, CheckedLet> lets;

  private Levels(List<String> names, Map<String, CheckedLet> lets) {
    this.names = names;
    this.lets = lets;
  }

  /**
   * Counts levels.
   *
   * @param names the lets by the numbers that the expression has for them
   */
  static int of(Expr root, List<String> names, Map<String, CheckedLet> lets) {
    return new Levels(names, lets).of(root);
  }

  /** An expression by itself nests no deeper than the language allows, so this may recurse. */
  private int of(Expr expr) {
    return 1
        + switch (expr) {
          case Expr.Literal l -> 0;
          case Expr.Variable v -> 0;
          case Expr.Local l -> 0;
          case Expr.Open o -> 0;
          case Expr.LetReference reference -> ofLet(reference.let());
          case Expr.Select select -> of(select.operand());
          case Expr.Has has -> of(has.operand());
          case Expr.Matches matches -> of(matches.operand());
          case Expr.Call call -> deepest(call.arguments().stream());
          case Expr.ListOf list -> deepest(list.elements().stream());
          case Expr.MapOf map ->
              deepest(map.entries().stream().flatMap(e -> Stream.of(e.key(), e.value())));
          case Expr.Fold fold -> deepest(Stream.of(fold.range(), fold.filter(), fold.transform()));
          case Expr.Bind bind -> deepest(Stream.of(bind.value(), bind.body()));
        };
  }

  private int ofLet(int number) {
    CheckedLet let = lets.get(names.get(number));
    return let == null ? 0 : let.levels();
  }

  private int deepest(Stream<Expr> parts) {
    IntStream levels = parts.filter(Objects::nonNull).mapToInt(this::of);
    return levels.max().orElse(0);
  }
}
