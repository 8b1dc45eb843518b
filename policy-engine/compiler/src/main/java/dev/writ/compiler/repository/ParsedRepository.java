package dev.writ.compiler.repository;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Document;
import dev.writ.compiler.source.SourceFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All documents of a policy repository, and all problems that single files show. With errors the
 * documents are for finding further problems only: never build a program of them.
 *
 * @param revision the snapshot's content hash
 * @param documents sorted by path
 * @param sources the text of every file by path
 * @param problems sorted; those of the listing included
 */
public record ParsedRepository(
    String revision,
    List<Document> documents,
    Map<String, SourceFile> sources,
    List<Problem> problems) {

  public ParsedRepository {
    documents = List.copyOf(documents);
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    problems = List.copyOf(problems);
  }

  /** Whether no program may be built. */
  public boolean hasErrors() {
    return Problems.hasErrors(problems);
  }

  /**
   * Whether every file made a document. If not, names that nothing seems to declare may be declared
   * in a file that could not be read, and are not worth reporting.
   */
  public boolean isComplete() {
    return documents.size() == sources.size();
  }

  /** The documents of one kind, sorted by path. */
  public <D extends Document> List<D> documents(Class<D> kind) {
    return documents.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
