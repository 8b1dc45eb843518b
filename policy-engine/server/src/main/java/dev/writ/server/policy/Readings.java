package dev.writ.server.policy;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.Compilation.Compiled;
import dev.writ.compiler.Compilation.Rejected;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Severity;
import dev.writ.engine.Engine;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import java.util.List;

/** What a compilation means for what answers. */
public final class Readings {

  private Readings() {}

  /** The policy set that was compiled, or what is wrong with it. */
  public static Reading of(Compilation compilation) {
    return switch (compilation) {
      case Compiled compiled ->
          new Reading.Good(Engine.link(compiled.program()), compiled.problems().size());
      case Rejected rejected -> new Reading.Broken(faults(rejected.problems()));
    };
  }

  private static Faults faults(List<Problem> problems) {
    List<Problem> errors =
        problems.stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
    Problem first = errors.getFirst();
    return new Faults(first.location() + ": " + first.message(), errors.size());
  }
}
