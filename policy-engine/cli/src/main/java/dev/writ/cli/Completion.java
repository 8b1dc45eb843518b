package dev.writ.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code writ completion SHELL}: prints a script that completes verbs and options. */
@Command(
    name = "completion",
    description = "Prints a completion script for a shell.",
    footer = {"%nFor this session:", "  source <(writ completion bash)"})
final class Completion implements Callable<Integer> {

  /** The shells that read the script; spelt as users spell them. */
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("UnusedVariable") // the one script knows both
  private Shell shell;

  @Override
  public Integer call() {
    var writ = spec.root().commandLine();
    writ.getOut().print(AutoComplete.bash(spec.root().name(), writ));
    writ.getOut().flush();
    return ExitCode.DONE;
  }
}
