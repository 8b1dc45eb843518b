package dev.writ.compiler.analysis;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.repository.ParsedRepository;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of which nothing could be read. What they declare is missing, so a name that one of
 * them mentions is not called unknown: that would send the author to the wrong place.
 */
final class FaultyFiles {

  private static final Pattern WORD = Pattern.compile("[\\w.-]++");

  private final ParsedRepository repository;
  private final Set<String> words = new HashSet<>();

  FaultyFiles(ParsedRepository repository) {
    this.repository = repository;
    Set<String> read =
        repository.documents().stream()
            .map(document -> document.location().path())
            .collect(Collectors.toSet());
    repository.sources().values().stream()
        .filter(file -> !read.contains(file.path()))
        .forEach(file -> words.addAll(words(file.text())));
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** The problems that stand whatever the unread files were meant to say. */
  List<Problem> certain(List<Problem> problems) {
    return words.isEmpty()
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
    return words.containsAll(words(text));
  }
}
