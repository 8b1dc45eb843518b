package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A let as it is in one environment.
 *
 * @param expression what it means; null if it is refused
 * @param uses the lets that it refers to, by name, in the same environment
 * @param levels how deep its evaluation nests, that of what it uses included
 * @param problems why it is refused
 */
public record CheckedLet(
    ScopedLet let,
    @Nullable CompiledExpression expression,
    Map<String, CheckedLet> uses,
    int levels,
    List<Problem> problems) {

  public CheckedLet {
    uses = Map.copyOf(uses);
    problems = List.copyOf(problems);
  }

  /** The static type; dynamic if it is refused, so that its users are judged without it. */
  Type type() {
    return expression == null ? Type.DYN : expression.type();
  }
}
