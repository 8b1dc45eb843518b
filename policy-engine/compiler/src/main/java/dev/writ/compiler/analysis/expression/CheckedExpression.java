package dev.writ.compiler.analysis.expression;

import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.source.SourceText;
import java.util.Map;

/**
 * An expression that means something in its environment.
 *
 * @param uses the lets that it refers to, by name
 */
public record CheckedExpression(
    SourceText source, CompiledExpression expression, Map<String, CheckedLet> uses) {

  public CheckedExpression {
    uses = Map.copyOf(uses);
  }
}
