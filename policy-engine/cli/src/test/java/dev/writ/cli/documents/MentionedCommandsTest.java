package dev.writ.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.writ.cli.Run;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Looks up every use of the command line that the documents mention in their text. */
class MentionedCommandsTest {
  private static final Pattern MENTIONED = Pattern.compile("`(?:\\./)?writ ([a-z]+)([^`]*)`");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  @TestFactory
  Stream<DynamicTest> everyVerbAndOptionExists() {
    return Page.all().stream()
        .flatMap(
            page ->
                MENTIONED
                    .matcher(String.join("\n", page.lines()))
                    .results()
                    .map(
                        use ->
                            dynamicTest(
                                page.path() + " " + use.group(),
                                () -> check(use.group(1), use.group(2)))));
  }

  private static void check(String verb, String arguments) {
    Run help = Run.of(verb, "--help");
    assertThat(help.exitCode()).as("`writ %s` is a verb", verb).isZero();
    assertThat(OPTION.matcher(arguments).results().map(option -> option.group()))
        .allSatisfy(option -> assertThat(help.out()).containsPattern(option + "\\b"));
  }
}
