package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A let as it is in one environment. Immutable; equal only to itself. */
public final class CheckedLet {

  private final ScopedLet let;
  private final @Nullable CompiledExpression expression;
  private final Map<String, CheckedLet> uses;
  private final int levels;
  private final List<Problem> problems;

  CheckedLet(
      ScopedLet let,
      @Nullable CompiledExpression expression,
      Map<String, CheckedLet> uses,
      int levels,
      List<Problem> problems) {
    this.let = let;
    this.expression = expression;
    this.uses = Map.copyOf(uses);
    this.levels = levels;
    this.problems = List.copyOf(problems);
  }

  public ScopedLet let() {
    return let;
  }

  /** What it means; null if it is refused. */
  public @Nullable CompiledExpression expression() {
    return expression;
  }

  /** The lets that it refers to, by name, in the same environment. */
  public Map<String, CheckedLet> uses() {
    return uses;
  }

  /** How deep its evaluation nests, that of what it uses included. */
  int levels() {
    return levels;
  }

  /** Why it is refused. */
  List<Problem> problems() {
    return problems;
  }

  /** The static type; dynamic if it is refused, so that its users are judged without it. */
  Type type() {
    return expression == null ? Type.DYN : expression.type();
  }
}
