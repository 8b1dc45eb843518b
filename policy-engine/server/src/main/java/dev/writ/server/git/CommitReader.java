package dev.writ.server.git;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.Compilation.Compiled;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.testing.CaseResult;
import dev.writ.compiler.testing.TestRunner;
import dev.writ.engine.Engine;
import dev.writ.git.Commit;
import dev.writ.git.GitSource;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.policy.Readings;
import java.util.List;
import java.util.Optional;

/** Makes a policy set of a commit, if the commit may decide. */
final class CommitReader {
  private final PolicyCompiler compiler = new PolicyCompiler();
  private final GitSource source;
  private final boolean runTests;

  /**
   * @param runTests whether its policy tests must pass
   */
  CommitReader(GitSource source, boolean runTests) {
    this.source = source;
    this.runTests = runTests;
  }

  /** What a commit comes to. */
  Reading read(Commit commit) {
    Optional<String> refusal = source.refusal(commit);
    if (refusal.isPresent()) {
      return broken(commit, refusal.get(), 1);
    }
    Compilation compilation = compiler.compile(source.snapshot(commit), commit.id());
    return compilation instanceof Compiled compiled && runTests
        ? tested(commit, compiled)
        : Readings.of(compilation);
  }

  private static Reading tested(Commit commit, Compiled compiled) {
    Engine engine = Engine.link(compiled.program());
    List<CaseResult> failures = TestRunner.run(engine, compiled.tests()).failures();
    if (failures.isEmpty()) {
      return new Reading.Good(engine, compiled.problems().size());
    }
    CaseResult first = failures.getFirst();
    String text = first.location() + ": the test `" + first.name() + "` fails";
    return broken(commit, text, failures.size());
  }

  private static Reading broken(Commit commit, String why, int count) {
    return new Reading.Broken(new Faults("commit " + commit.id() + ": " + why, count));
  }
}
