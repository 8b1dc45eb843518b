package dev.writ.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in few lines what is wrong with the arguments, and where to read what is right. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("writ: " + message(error));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("see `" + command.getCommandSpec().qualifiedName() + " --help`");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException error) {
    return switch (error) {
      case UnmatchedArgumentException unmatched when unmatched.isUnknownOption() ->
          "unknown option `" + unmatched.getUnmatched().getFirst() + "`";
      case UnmatchedArgumentException unmatched
          when !error.getCommandLine().getSubcommands().isEmpty() ->
          "unknown verb `" + unmatched.getUnmatched().getFirst() + "`";
      case UnmatchedArgumentException unmatched ->
          "unexpected argument `" + unmatched.getUnmatched().getFirst() + "`";
      default -> inHouseStyle(String.valueOf(error.getMessage()));
    };
  }

  /** Lower case, with backticks for quotation marks. */
  private static String inHouseStyle(String message) {
    String first = message.substring(0, 1).toLowerCase(Locale.ROOT);
    return first + message.substring(1).replace('\'', '`');
  }
}
