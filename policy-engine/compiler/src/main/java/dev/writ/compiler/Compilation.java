package dev.writ.compiler;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.repository.ParsedRepository;
import dev.writ.compiler.source.SourceFile;
import dev.writ.engine.program.Program;
import java.util.List;
import java.util.Map;

/** What became of a policy repository. Immutable. */
public sealed interface Compilation {

  /** All problems, sorted by place. */
  List<Problem> problems();

  /** What the files say, one by one. */
  ParsedRepository repository();

  /** The text of every policy file by path, for showing problems in their place. */
  default Map<String, SourceFile> sources() {
    return repository().sources();
  }

  /**
   * A repository without errors.
   *
   * @param problems warnings
   */
  record Compiled(Program program, List<Problem> problems, ParsedRepository repository)
      implements Compilation {
    public Compiled {
      problems = List.copyOf(problems);
    }

    /** The policy tests, sorted by path. */
    public List<TestsDocument> tests() {
      return repository.documents(TestsDocument.class);
    }
  }

  /**
   * A repository with errors: nothing of it may be used.
   *
   * @param problems at least one error, and warnings
   */
  record Rejected(List<Problem> problems, ParsedRepository repository) implements Compilation {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
