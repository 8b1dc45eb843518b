package dev.writ.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code writ bundle}: signed, compiled policy sets. */
@Command(
    name = "bundle",
    description = "Signs compiled policies for decision points elsewhere, and verifies them.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {BundleBuild.class, BundleVerify.class, BundleKeygen.class})
final class BundleVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "missing verb");
  }
}
