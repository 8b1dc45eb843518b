package dev.writ.compiler.cel;

import java.util.List;

/** What became of an expression's text. */
public sealed interface CelResult {

  /** It means something. */
  record Compiled(CompiledExpression expression) implements CelResult {}

  /** It is refused. At least one problem, in the order of the text. */
  record Refused(List<CelProblem> problems) implements CelResult {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
