package dev.writ.compiler.repository;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.document.Document;
import dev.writ.compiler.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, and what is wrong with it. It depends on the file's path and content alone.
 *
 * @param source the file's text
 * @param document null if the file does not say enough to make one; present with problems if the
 *     faulty parts could be left out, so that what else is wrong can be found
 * @param problems sorted
 */
public record ParsedFile(SourceFile source, @Nullable Document document, List<Problem> problems) {

  public ParsedFile {
    problems = List.copyOf(problems);
  }
}
