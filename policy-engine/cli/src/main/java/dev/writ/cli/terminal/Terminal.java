package dev.writ.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Where output goes.
 *
 * @param colour whether it may hold ANSI colours
 * @param interactive whether somebody watches it, so that progress makes sense
 */
public record Terminal(boolean colour, boolean interactive) {

  /** A file, a pipe or a test. */
  public static final Terminal NONE = new Terminal(false, false);

  /**
   * What standard output is. {@code NO_COLOR} (no-color.org) and {@code CLICOLOR_FORCE}
   * (bixense.com/clicolors) have the last word on colour.
   */
  public static Terminal detect() {
    return new Terminal(Ansi.AUTO.enabled(), isTerminal(System.console()));
  }

  /** The same for help texts. */
  public Ansi ansi() {
    return colour ? Ansi.ON : Ansi.OFF;
  }

  /** Progress through a number of steps, which must be closed; silent where nobody watches. */
  public Progress progress(PrintWriter out, String what, int steps) {
    return new Progress(interactive ? out : new PrintWriter(Writer.nullWriter()), what, steps);
  }

  /** Green text. */
  public String good(String text) {
    return painted("32", text);
  }

  /** Red text. */
  public String bad(String text) {
    return painted("31", text);
  }

  /** Yellow text. */
  public String doubtful(String text) {
    return painted("33", text);
  }

  /** Bold text. */
  public String strong(String text) {
    return painted("1", text);
  }

  /** Faint text. */
  public String faint(String text) {
    return painted("2", text);
  }

  private String painted(String style, String text) {
    return colour ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
  }

  /** From Java 22 on a console may be there without a terminal, and says so itself. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException older) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
