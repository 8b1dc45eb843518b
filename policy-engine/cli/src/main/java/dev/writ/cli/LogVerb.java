package dev.writ.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ log}: the decision log, offline. */
@Command(
    name = "log",
    description = "Verifies, shows, proves, exports and redacts a decision log.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      LogVerify.class,
      LogShow.class,
      LogProve.class,
      LogExport.class,
      LogRedact.class
    })
final class LogVerb implements Callable<Integer> {
  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;

  Writ writ() {
    return writ;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "missing verb");
  }
}
