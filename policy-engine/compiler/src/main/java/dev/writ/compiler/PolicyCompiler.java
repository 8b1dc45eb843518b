package dev.writ.compiler;

import dev.writ.compiler.analysis.Analysis;
import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.repository.ParsedRepository;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.compiler.repository.SnapshotParser;
import dev.writ.engine.program.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Compiles policy repositories. Thread-safe. One instance is meant to live as long as the process:
 * it remembers parsed files and checked expressions, so that a reload costs what changed. The
 * result depends on the snapshot alone, never on what is remembered.
 */
public final class PolicyCompiler {

  private final SnapshotParser parser = new SnapshotParser();
  private final CelCompiler cel = new CelCompiler();

  /**
   * Compiles a repository, or finds all its problems; never throws because of its content.
   *
   * @param commit the Git commit that the snapshot was read from, or null where there is none
   */
  public Compilation compile(RepositorySnapshot snapshot, @Nullable String commit) {
    ParsedRepository parsed = parser.parse(snapshot);
    Problems problems = new Problems();
    problems.addAll(parsed.problems());
    Analysis.Result analysis = Analysis.of(parsed, cel, problems);
    if (problems.hasErrors()) {
      return new Compilation.Rejected(problems.sorted(), parsed);
    }
    return new Compilation.Compiled(
        analysis.program(new Revision(snapshot.revision(), commit)), problems.sorted(), parsed);
  }
}
