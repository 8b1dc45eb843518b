package dev.writ.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.ProblemRenderer;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.compiler.repository.RepositorySnapshot;
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
 * Every folder under {@code compilation} is a policy repository, named by the sentence that it
 * shows, all of whose problems are the text of its {@code expected.txt}. With {@code
 * -Dwrit.golden.update=true} these files are written instead, to be read in the diff.
 */
class CompilationGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/compilation");

  static List<String> sentences() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void rendersTheExpectedProblems(String sentence) throws IOException {
    Path expected = GOLDEN.resolve(sentence).resolve("expected.txt");
    String problems = render(RepositoryReader.read(GOLDEN.resolve(sentence)));
    if (Boolean.getBoolean("writ.golden.update")) {
      Files.writeString(expected, problems);
    }
    assertThat(problems).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void theOrderOfFilesDoesNotMatter(String sentence) {
    RepositorySnapshot read = RepositoryReader.read(GOLDEN.resolve(sentence));
    Map<String, byte[]> reversed = new TreeMap<>(Comparator.reverseOrder());
    read.files().forEach(file -> reversed.put(file.path(), file.content()));
    assertThat(render(RepositorySnapshot.of(reversed))).isEqualTo(render(read));
  }

  private static String render(RepositorySnapshot snapshot) {
    Compilation compilation = new PolicyCompiler().compile(snapshot, null);
    String text =
        new ProblemRenderer(compilation.sources(), false, 100).render(compilation.problems());
    return (text.isEmpty() ? "no problems\n" : text)
        + (compilation instanceof Compilation.Compiled ? "compiled\n" : "rejected\n");
  }
}
