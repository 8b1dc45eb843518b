package dev.writ.compiler;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.source.SourceFile;
import dev.writ.engine.program.Program;
import java.util.List;
import java.util.Map;

/** What became of a policy repository. Immutable. */
public sealed interface Compilation {

  /** All problems, sorted by place. */
  List<Problem> problems();

  /** The text of every policy file by path, for showing problems and expressions in their place. */
  Map<String, SourceFile> sources();

  /**
   * A repository without errors.
   *
   * @param problems warnings
   * @param tests the policy tests, sorted by path
   */
  record Compiled(
      Program program,
      List<Problem> problems,
      List<TestsDocument> tests,
      Map<String, SourceFile> sources)
      implements Compilation {
    public Compiled {
      problems = List.copyOf(problems);
      tests = List.copyOf(tests);
    }
  }

  /**
   * A repository with errors: nothing of it may be used.
   *
   * @param problems at least one error, and warnings
   */
  record Rejected(List<Problem> problems, Map<String, SourceFile> sources)
      implements Compilation {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
