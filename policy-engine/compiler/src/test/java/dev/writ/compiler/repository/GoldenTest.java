package dev.writ.compiler.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.ProblemRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder under {@code golden} is a policy repository, named by the sentence that it shows,
 * whose problems are the text of its {@code expected.txt}. With {@code -Dwrit.golden.update=true}
 * these files are written instead, to be read in the diff.
 */
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static List<String> sentences() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void rendersTheExpectedProblems(String sentence) throws IOException {
    Path expected = GOLDEN.resolve(sentence).resolve("expected.txt");
    String problems = problems(GOLDEN.resolve(sentence));
    if (Boolean.getBoolean("writ.golden.update")) {
      Files.writeString(expected, problems);
    }
    assertThat(problems).isEqualTo(Files.readString(expected));
  }

  private static String problems(Path folder) {
    ParsedRepository parsed = new SnapshotParser().parse(RepositoryReader.read(folder));
    String text = new ProblemRenderer(parsed.sources(), false, 100).render(parsed.problems());
    return text.isEmpty() ? "no problems\n" : text;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void everyOrderOfFilesShowsTheSameProblems(String sentence) {
    RepositorySnapshot read = RepositoryReader.read(GOLDEN.resolve(sentence));
    Map<String, byte[]> reversed = new TreeMap<>(Comparator.reverseOrder());
    read.files().forEach(file -> reversed.put(file.path(), file.content()));
    RepositorySnapshot again = RepositorySnapshot.of(reversed);
    assertThat(again.revision()).isEqualTo(read.revision());
    assertThat(new SnapshotParser().parse(again).documents())
        .isEqualTo(new SnapshotParser().parse(read).documents());
  }
}
