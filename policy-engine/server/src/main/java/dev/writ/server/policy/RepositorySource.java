package dev.writ.server.policy;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.Compilation.Compiled;
import dev.writ.compiler.Compilation.Rejected;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Severity;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.Engine;
import dev.writ.server.policy.PolicyState.Faults;
import java.nio.file.Path;
import java.util.List;

/** A policy repository in a folder of this machine. */
final class RepositorySource implements PolicySource {
  private final PolicyCompiler compiler = new PolicyCompiler();
  private final Path root;

  RepositorySource(Path root) {
    this.root = root;
  }

  @Override
  public Reading read() {
    Compilation compilation = compiler.compile(RepositoryReader.read(root), null);
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
