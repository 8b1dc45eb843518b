package dev.writ.cli;

import static dev.writ.cli.Fixtures.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

  @Test
  void aSoundRepositoryHasNoProblems() {
    Golden.matches("check-sound", Run.of("check", repository("sound")));
  }

  @Test
  void allProblemsOfAllFilesAreShownWithCaretAndSuggestion() {
    Golden.matches("check-broken", Run.of("check", repository("broken")));
  }

  @Test
  void warningsAreShownAndDoNotFail() {
    Golden.matches("check-doubtful", Run.of("check", repository("doubtful")));
  }

  @Test
  void problemsAreWrittenAsJson() {
    Golden.matches("check-broken-json", Run.of("check", repository("broken"), "--format", "json"));
  }

  @Test
  void problemsAreWrittenAsSarif() {
    Run run = Run.of("check", "--format=sarif", repository("broken"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("\"version\" : \"2.1.0\"", "\"name\" : \"writ\"", "unknown-key");
    assertThat(run.out()).contains("\"version\" : \"" + Version.number() + "\"");
  }

  @Test
  void onlyATerminalGetsColour() {
    Run plain = Run.of("check", repository("broken"));
    Run coloured = Run.on(new Terminal(true, false), "check", repository("broken"));

    assertThat(plain.out()).doesNotContain("\u001B");
    assertThat(coloured.out().replaceAll("\u001B\\[[0-9]*m", "")).isEqualTo(plain.out());
    assertThat(coloured.out()).contains("\u001B[31m2 errors\u001B[0m in 3 files");
  }

  @Test
  void jsonHasNoColourOnATerminalEither() {
    Run run = Run.on(new Terminal(true, true), "check", repository("broken"), "--format", "json");

    assertThat(run.out()).isEqualTo(Run.of("check", repository("broken"), "--format=json").out());
  }

  @Test
  void aLargeRepositoryShowsProgressOnATerminalAndErasesIt(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("writ.yaml"), "language: 1\nname: large\n");
    for (int i = 0; i < 300; i++) {
      String roles = "roles:\n  r%d: { permissions: [\"a:b\"] }\n".formatted(i);
      Files.writeString(folder.resolve("r" + i + ".yaml"), roles);
    }

    Run watched = Run.on(new Terminal(false, true), "check", folder.toString());
    Run piped = Run.of("check", folder.toString());

    assertThat(watched.out())
        .isEqualTo("\r\u001B[Kchecking 301 files …\r\u001B[Kno problems in 301 files\n");
    assertThat(piped.out()).isEqualTo("no problems in 301 files\n");
  }

  @Test
  void aMissingFolderIsInvalidInput() {
    Golden.matches("check-missing", Run.of("check", "no/such/folder"));
  }

  @Test
  void aFolderWithoutPoliciesIsInvalid(@TempDir Path folder) {
    Run run = Run.of("check", folder.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("writ.yaml:1:1: ");
  }
}
