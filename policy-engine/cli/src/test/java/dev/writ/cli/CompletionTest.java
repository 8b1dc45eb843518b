package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"dec, decide", "com, completion"})
  void bashCompletesVerbs(String begun, String verb) throws Exception {
    assertThat(completions("writ", begun)).containsExactly(verb);
  }

  @Test
  void bashCompletesOptionsAndTheirValues() throws Exception {
    assertThat(completions("writ", "check", "--for")).contains("--format");
    assertThat(completions("writ", "check", "--format", "s")).containsExactly("sarif");
  }

  @Test
  void theScriptKnowsEveryVerb() {
    String script = Run.of("completion", "zsh").out();

    assertThat(script).contains(Writ.commandLine(Terminal.NONE).getSubcommands().keySet());
  }

  /** What bash offers for the last of these words. */
  private List<String> completions(String... words) throws IOException, InterruptedException {
    Path script =
        Files.writeString(folder.resolve("writ.bash"), Run.of("completion", "bash").out());
    String question =
        """
        compopt() { :; }  # works inside a completion only
        source '%s'
        COMP_WORDS=(%s)
        COMP_CWORD=%d
        _complete_writ
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", question).redirectErrorStream(true).start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(answer).isZero();
    return answer.lines().map(String::strip).toList();
  }
}
