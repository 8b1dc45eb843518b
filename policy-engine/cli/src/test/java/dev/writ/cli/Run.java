package dev.writ.cli;

import dev.writ.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line did, run in this process without a terminal. */
public record Run(int exitCode, String out, String err) {

  public static Run of(String... arguments) {
    return on(Terminal.NONE, arguments);
  }

  static Run on(Terminal terminal, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Writ.commandLine(terminal)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
