package dev.writ.compiler.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.diagnostic.JsonReport;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.ProblemRenderer;
import dev.writ.compiler.diagnostic.SarifReport;
import dev.writ.compiler.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a file holds, the result is a document or problems, and problems can be shown. */
class FuzzTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final List<String> TOKENS =
      List.of(
          "policy",
          "roles",
          "windows",
          "schema",
          "entities",
          "tests",
          "rules",
          "allow",
          "when",
          "permissions",
          "let",
          ": ",
          ":",
          "\n",
          "\n  ",
          "\n    - ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "\"",
          "'",
          "|",
          ">",
          "|2-\n",
          "!",
          "&a ",
          "*a",
          "#",
          " #",
          "%",
          "@",
          "`",
          "?",
          "? ",
          "\t",
          "\r\n",
          "<<",
          "---\n",
          "...\n",
          "null",
          "~",
          "1",
          "1e999",
          ".nan",
          "24:00",
          "\\",
          "\\u12",
          "\uFEFF",
          "\u0000",
          "\u0085",
          "\u2028",
          "😀",
          "é",
          "x".repeat(300),
          " ".repeat(50));

  @Property(tries = 2000)
  void randomBytesAreJudged(@ForAll byte[] content) {
    judge("a.yaml", content);
  }

  @Property(tries = 5000)
  void randomTokensAreJudged(@ForAll("tokens") List<String> tokens, @ForAll("paths") String path) {
    judge(path, String.join("", tokens).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 5000)
  void mutatedFilesAreJudged(@ForAll("mutants") byte[] content, @ForAll("paths") String path) {
    judge(path, content);
  }

  @Provide
  Arbitrary<List<String>> tokens() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("a.yaml", "writ.yaml", "a_test.yaml", "dir/é b.yml");
  }

  /** A golden file with a span replaced by a token, or cut off. */
  @Provide
  Arbitrary<byte[]> mutants() {
    Arbitrary<String> files = Arbitraries.of(goldenFiles());
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 4_000);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 30);
    return Combinators.combine(files, places, lengths, Arbitraries.of(TOKENS), places)
        .as((text, at, length, token, cut) -> mutate(text, at, length, token, cut));
  }

  private static byte[] mutate(String text, int at, int length, String token, int cut) {
    int start = text.isEmpty() ? 0 : at % text.length();
    int end = Math.min(text.length(), start + length);
    String mutated = text.substring(0, start) + token + text.substring(end);
    boolean whole = cut % 3 != 0;
    byte[] bytes = mutated.getBytes(StandardCharsets.UTF_8);
    return whole ? bytes : Arrays.copyOf(bytes, cut % (bytes.length + 1));
  }

  private static List<String> goldenFiles() {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files
          .filter(file -> file.toString().matches(".*\\.ya?ml"))
          .sorted()
          .map(FuzzTest::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void judge(String path, byte[] content) {
    ParsedFile parsed = FileParser.parse(new PolicyFile(path, content));
    assertThat(parsed.document() != null || !parsed.problems().isEmpty()).isTrue();
    assertThat(parsed.problems()).hasSizeLessThan(210).isSorted();
    parsed.problems().forEach(problem -> assertPlaceIsInFile(problem, parsed.source()));
    Map<String, SourceFile> sources = Map.of(path, parsed.source());
    String shown = new ProblemRenderer(sources, false, 50).render(parsed.problems());
    assertThat(shown.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
    assertThat(JsonReport.render(parsed.problems())).startsWith("{");
    assertThat(SarifReport.render(parsed.problems(), "0")).startsWith("{");
  }

  private static void assertPlaceIsInFile(Problem problem, SourceFile source) {
    int end = problem.location().offset() + problem.location().length();
    assertThat(end).isLessThanOrEqualTo(source.text().length());
    assertThat(problem.location().line()).isBetween(1, source.lineCount());
    assertThat(problem.message()).isNotBlank().doesNotContain("org.", "java.", "null pointer");
  }
}
