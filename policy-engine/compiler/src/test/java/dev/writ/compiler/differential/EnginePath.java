package dev.writ.compiler.differential;

import dev.writ.compiler.LinkedExpression;
import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.engine.expr.Inputs;
import dev.writ.engine.program.Root;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way an expression goes in a decision point: compiled, encoded, decoded, linked, evaluated.
 */
final class EnginePath {
  private final LinkedExpression linked;

  private record Request(Map<String, Map<String, Object>> sections) implements Inputs {
    @Override
    public @Nullable Object property(Root root, String name) {
      Map<String, Object> section = sections.get(root.variable());
      return section == null ? null : section.get(name);
    }

    @Override
    public @Nullable Object variable(Root root) {
      return sections.get(root.variable());
    }
  }

  EnginePath(CompiledExpression compiled) {
    linked = new LinkedExpression(compiled, List.of());
  }

  static CelResult compile(CelCompiler compiler, String text) {
    return compiler.compile(text, CelEnvironment.DYNAMIC, null);
  }

  Answer evaluate(Map<String, Map<String, Object>> request) {
    return Answer.of(linked.evaluate(new Request(request), RandomRequest.NOW));
  }
}
