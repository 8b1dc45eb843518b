package dev.writ.cli;

import dev.writ.cli.terminal.Terminal;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the process begins. A plain main method, so that only {@code serve} boots Quarkus. */
@QuarkusMain
public final class Main {

  public static void main(String... arguments) {
    // before any library logs: the class that would complain otherwise is part of Quarkus
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    CommandLine writ = Writ.commandLine(Terminal.detect());
    writ.setOut(utf8(System.out)).setErr(utf8(System.err));
    System.exit(writ.execute(arguments));
  }

  /** Policies are UTF-8, whatever the locale. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
