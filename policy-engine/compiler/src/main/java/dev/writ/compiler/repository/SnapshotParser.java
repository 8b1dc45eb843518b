package dev.writ.compiler.repository;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Document;
import dev.writ.compiler.parser.DocumentParser;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Parses the files of a snapshot in parallel and remembers them, so that the next snapshot costs
 * only what changed. It holds the files of the last snapshot alone. Safe for use by several
 * threads; results do not depend on what is remembered.
 */
public final class SnapshotParser {

  private volatile Map<Key, ParsedFile> remembered = Map.of();

  /** What the parse of a file depends on. */
  private record Key(String path, String hash) {

    static Key of(PolicyFile file) {
      return new Key(file.path(), file.hash());
    }
  }

  public ParsedRepository parse(RepositorySnapshot snapshot) {
    Map<Key, ParsedFile> known = remembered;
    Map<Key, ParsedFile> parsed =
        snapshot.files().parallelStream()
            .collect(Collectors.toConcurrentMap(Key::of, file -> parse(file, known)));
    remembered = Map.copyOf(parsed);
    List<ParsedFile> files =
        snapshot.files().stream().map(file -> parsed.get(Key.of(file))).toList();
    return repository(snapshot, files);
  }

  private static ParsedFile parse(PolicyFile file, Map<Key, ParsedFile> known) {
    ParsedFile earlier = known.get(Key.of(file));
    return earlier == null ? FileParser.parse(file) : earlier;
  }

  private static ParsedRepository repository(RepositorySnapshot snapshot, List<ParsedFile> files) {
    Problems problems = new Problems();
    problems.addAll(snapshot.problems());
    files.forEach(file -> problems.addAll(file.problems()));
    Map<String, SourceFile> sources =
        files.stream()
            .map(ParsedFile::source)
            .collect(Collectors.toMap(SourceFile::path, Function.identity()));
    checkRoot(snapshot, sources, problems);
    List<Document> documents =
        files.stream().map(ParsedFile::document).filter(Objects::nonNull).toList();
    return new ParsedRepository(snapshot.revision(), documents, sources, problems.sorted());
  }

  private static void checkRoot(
      RepositorySnapshot snapshot, Map<String, SourceFile> sources, Problems problems) {
    String root = DocumentParser.REPOSITORY_FILE;
    boolean reported = snapshot.problems().stream().anyMatch(p -> p.location().path().equals(root));
    if (!sources.containsKey(root) && !reported) {
      String message = "a policy repository has `writ.yaml` at its root, and there is none";
      problems.add(
          Problem.error("missing-repository-file", Location.ofFile(root), message)
              .withHelp("it has `language: 1` and `name: …`"));
    }
  }
}
