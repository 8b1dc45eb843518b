package dev.writ.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A line for what the user can put right; everything for what must be a mistake in Writ. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof Refusal refusal) {
      err.println("writ: " + refusal.getMessage());
      return refusal.exitCode();
    }
    err.println("writ: this is a mistake in writ; please report it with what follows");
    error.printStackTrace(err);
    return ExitCode.FAILURE;
  }
}
