package dev.writ.compiler.analysis;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Severity;
import dev.writ.compiler.repository.ParsedRepository;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that could not be read whole. What they declare may be missing, so a name that one of
 * them mentions is not called unknown: that would send the author to the wrong place.
 */
final class FaultyFiles {

  private final ParsedRepository repository;
  private final Set<String> faulty;

  FaultyFiles(ParsedRepository repository) {
    this.repository = repository;
    this.faulty =
        repository.problems().stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .map(problem -> problem.location().path())
            .collect(Collectors.toSet());
  }

  /** The problems that stand whatever the faulty files were meant to say. */
  List<Problem> certain(List<Problem> problems) {
    return faulty.isEmpty()
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
    String name = source.text().substring(location.offset(), end).replaceAll("^[\"']|[\"']$", "");
    return faulty.stream().anyMatch(path -> mentions(path, name, path.equals(location.path())));
  }

  /** Whether a file holds a text; where it is the one that asks, a second time. */
  private boolean mentions(String path, String text, boolean asks) {
    SourceFile source = repository.sources().get(path);
    if (source == null || text.isEmpty()) {
      return false;
    }
    int first = source.text().indexOf(text);
    return first >= 0 && (!asks || source.text().indexOf(text, first + 1) >= 0);
  }
}
