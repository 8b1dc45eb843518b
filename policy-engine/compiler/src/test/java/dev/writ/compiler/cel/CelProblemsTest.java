package dev.writ.compiler.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What authors read: each expression of the file with a caret under every problem. After a change
 * that is meant, put the actual text, which the failure shows, in the file's place.
 */
class CelProblemsTest {
  private final CelCompiler compiler = new CelCompiler();

  @Test
  void everyMistakeIsExplainedAtItsPlace() throws IOException {
    String golden = golden();
    String actual =
        Arrays.stream(golden.split("\n\n"))
            .map(block -> block.lines().findFirst().orElse(""))
            .map(this::explained)
            .collect(Collectors.joining("\n\n"));
    assertThat(actual).isEqualTo(golden.stripTrailing());
  }

  private String explained(String text) {
    return switch (compiler.compile(text, Environments.SHOP, null)) {
      case CelResult.Compiled ignored -> text + "\nno problem";
      case CelResult.Refused refused ->
          text
              + refused.problems().stream()
                  .map(CelProblemsTest::shown)
                  .collect(Collectors.joining());
    };
  }

  private static String shown(CelProblem problem) {
    String caret = " ".repeat(problem.offset()) + "^".repeat(Math.max(1, problem.length()));
    String help = problem.help() == null ? "" : "\n  help: " + problem.help();
    return "\n" + caret + "\n" + problem.code() + ": " + problem.message() + help;
  }

  private static String golden() throws IOException {
    try (var in = CelProblemsTest.class.getResourceAsStream("/cel-problems/problems.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
