package dev.writ.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. A plain main method, so that only {@code serve} boots Quarkus. */
@QuarkusMain
@Command(
    name = "writ",
    description = "Policies as code: check, test, decide, serve.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = Serve.class)
public final class Writ {

  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Writ());
  }
}
