package dev.writ.compiler.analysis;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.repository.ParsedRepository;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of which nothing could be read. What they declare is missing, so a name that one of
 * them mentions is not called unknown: that would send the author to the wrong place.
 */
final class FaultyFiles {

  private static final Pattern QUOTES = Pattern.compile("^[\"']|[\"']$");

  private final ParsedRepository repository;
  private final List<SourceFile> unread;

  FaultyFiles(ParsedRepository repository) {
    this.repository = repository;
    Set<String> read =
        repository.documents().stream()
            .map(document -> document.location().path())
            .collect(Collectors.toSet());
    this.unread =
        repository.sources().values().stream().filter(file -> !read.contains(file.path())).toList();
  }

  /** The problems that stand whatever the unread files were meant to say. */
  List<Problem> certain(List<Problem> problems) {
    return unread.isEmpty()
        ? problems
        : problems.stream().filter(problem -> !isDoubtful(problem)).toList();
  }

  private boolean isDoubtful(Problem problem) {
    return problem.code().startsWith("unknown-") && mentioned(problem.location());
  }

  private boolean mentioned(Location location) {
    SourceFile source = repository.sources().get(location.path());
    if (source == null) {
      return false;
    }
    int end = location.offset() + location.length();
    String text = source.text().substring(location.offset(), end);
    String name = QUOTES.matcher(text).replaceAll("");
    Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
    return unread.stream().anyMatch(file -> word.matcher(file.text()).find());
  }
}
