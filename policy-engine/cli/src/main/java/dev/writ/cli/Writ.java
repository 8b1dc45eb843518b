package dev.writ.cli;

import dev.writ.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: what all verbs share. */
@Command(
    name = "writ",
    description = "Decides who may do what, by policies in files.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; the decision is allow",
      "1:a test or a check failed, or something went wrong",
      "2:the decision is deny",
      "3:policies, request or other input are invalid",
      "64:the command line is wrong"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAILURE,
    scope = ScopeType.INHERIT,
    subcommands = {
      Serve.class,
      Check.class,
      Test.class,
      Decide.class,
      BundleVerb.class,
      LogVerb.class,
      Replay.class,
      Doctor.class,
      Import.class,
      Completion.class
    })
final class Writ implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  private Writ(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The command line for output to a terminal, or to none. */
  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new Writ(terminal))
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()))
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures());
  }

  Terminal terminal() {
    return terminal;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "missing verb");
  }
}
