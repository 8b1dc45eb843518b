package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Types;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import java.util.List;

/** Expressions made by hand. */
final class Exprs {
  private static final int LOCALS = 100;

  private Exprs() {}

  static Expression expression(Expr root) {
    return new Expression(" ".repeat(100), "test.yaml", 1, root, LOCALS);
  }

  static Expr literal(Object value) {
    return new Expr.Literal(value, Types.of(value), Span.NONE);
  }

  static Expr resource(String property) {
    return new Expr.Select(variable(Root.RESOURCE), property, Type.DYN, Span.NONE);
  }

  static Expr variable(Root root) {
    return new Expr.Variable(root, Type.DYN, Span.NONE);
  }

  static Expr call(Function function, Expr... arguments) {
    return new Expr.Call(function, List.of(arguments), Type.DYN, Span.NONE);
  }

  static Expr at(int start, int end, Function function, Expr... arguments) {
    return new Expr.Call(function, List.of(arguments), Type.DYN, Span.of(start, end));
  }

  static Expr integers(Function function, Expr... arguments) {
    return new Expr.Call(function, List.of(arguments), Type.INT, Span.NONE);
  }

  static Expr local(int slot) {
    return new Expr.Local(slot, Type.DYN, Span.NONE);
  }

  static Expr let(int number) {
    return new Expr.LetReference(number, Type.DYN, Span.NONE);
  }

  static Expr fold(FoldKind kind, Expr range, int slot, Expr body) {
    boolean transforms = kind == FoldKind.MAP;
    return new Expr.Fold(
        kind,
        range,
        slot,
        -1,
        transforms ? null : body,
        transforms ? body : null,
        Type.DYN,
        Span.NONE);
  }

  static Expr list(Expr... elements) {
    return new Expr.ListOf(List.of(elements), List.of(), Type.list(Type.DYN), Span.NONE);
  }

  /** {@code list.exists(x, list.exists(y, ... x == y))}, so many loops deep. */
  static Expr nested(int loops, Expr range) {
    Expr body = literal(false);
    for (int i = 0; i < loops; i++) {
      body = fold(FoldKind.EXISTS, range, i, body);
    }
    return body;
  }

  /** An error whatever the request. */
  static Expr error() {
    return call(Function.DIVIDE, literal(1L), literal(0L));
  }
}
