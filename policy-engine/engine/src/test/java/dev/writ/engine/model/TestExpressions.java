package dev.writ.engine.model;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import java.util.List;

/** Expressions made by hand, for tests that need no compiler. */
public final class TestExpressions {
  private TestExpressions() {}

  public static Expression expression(String text, Expr root) {
    return new Expression(text, "test.yaml", 1, root, 0);
  }

  /** {@code resource.NAME}, of dynamic type. */
  public static Expr resource(String name) {
    return property(Root.RESOURCE, name);
  }

  public static Expr property(Root root, String name) {
    Type map = Type.map(Type.STRING, Type.DYN);
    return new Expr.Select(new Expr.Variable(root, map, Span.NONE), name, Type.DYN, Span.NONE);
  }

  public static Expr call(Function function, Type type, Expr... arguments) {
    return new Expr.Call(function, List.of(arguments), type, Span.NONE);
  }

  public static Expr number(double value) {
    return new Expr.Literal(value, Type.DOUBLE, Span.NONE);
  }

  public static Expr text(String value) {
    return new Expr.Literal(value, Type.STRING, Span.NONE);
  }

  public static Expr bool(boolean value) {
    return new Expr.Literal(value, Type.BOOL, Span.NONE);
  }

  /** {@code resource.flag}: true, false, absent or of another type, as the request has it. */
  public static Expression flag(String name) {
    return expression("resource." + name, resource(name));
  }

  /** {@code resource.amount > limit}. */
  public static Expression amountAbove(double limit) {
    return expression(
        "resource.amount > " + limit,
        call(Function.GREATER, Type.BOOL, resource("amount"), number(limit)));
  }
}
