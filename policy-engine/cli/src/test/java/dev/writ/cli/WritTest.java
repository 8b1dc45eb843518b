package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.terminal.Terminal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritTest {

  static Set<String> verbs() {
    return Writ.commandLine(Terminal.NONE).getSubcommands().keySet();
  }

  @Test
  void helpListsEveryVerb() {
    Run help = Run.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains(verbs());
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelpWithItsExitCodes(String verb) {
    Run help = Run.of(verb, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: writ " + verb).contains("Exit codes:", " 64 ");
  }

  @Test
  void versionNamesTheBuild() {
    Run version = Run.of("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).matches("writ \\d+\\.\\d+\\.\\d+\\S*( \\([0-9a-f]{7,}\\))?\\R");
  }

  @Test
  void noVerbIsAUsageError() {
    Run run = Run.of();

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).isEqualTo("writ: missing verb\nsee `writ --help`\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anUnknownVerbIsAUsageErrorWithASuggestion() {
    Run run = Run.of("chekc", "policies");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err())
        .startsWith("writ: unknown verb `chekc`\n")
        .contains("check")
        .endsWith("see `writ --help`\n");
  }

  @Test
  void anUnknownOptionIsAUsageErrorWithASuggestion() {
    Run run = Run.of("check", "--formta", "json", "policies");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err())
        .startsWith("writ: unknown option `--formta`\n")
        .contains("--format")
        .endsWith("see `writ check --help`\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check a b",
        "check a --format xml",
        "check a --format",
        "serve a --port eighty",
        "serve a --port 65536",
        "serve a --port -1",
        "completion",
        "completion fish",
      })
  void wrongArgumentsAreUsageErrors(String arguments) {
    Run run = Run.of(arguments.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("writ: ")
        .endsWith("see `writ " + arguments.split(" ", -1)[0] + " --help`\n")
        .doesNotContain("Exception", "java.", "dev.writ");
  }

  @Test
  void aWrongValueIsAnsweredWithTheRightOnes() {
    Run run = Run.of("completion", "fish");

    assertThat(run.err()).contains("[bash, zsh]").contains("`fish`");
  }
}
