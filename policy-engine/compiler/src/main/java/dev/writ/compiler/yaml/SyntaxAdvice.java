package dev.writ.compiler.yaml;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says what a policy author should do about text that YAML reads otherwise than meant. Most often
 * that is an expression which needs quotes.
 */
public final class SyntaxAdvice {

  private static final int LONGEST_LINE = 500;

  private static final Pattern KEY_AND_VALUE =
      Pattern.compile("\\s*(?:- +)*+([\\w.?-]++|\"[^\"]*+\")\\s*+:\\s++(\\S.*)");

  private static final Pattern KEY = Pattern.compile("\\s*(?:- +)*+[\\w.?-]++");

  private static final Set<String> EXPRESSION_KEYS = Set.of("when", "unless", "output");

  private final SourceFile file;

  public SyntaxAdvice(SourceFile file) {
    this.file = file;
  }

  /** The problem that ended the reading of a file. */
  Problem explain(MarkedYamlEngineException e) {
    SyntaxError error = SyntaxError.of(e);
    int offset = error.place(e).map(new Offsets(file)::of).orElse(0);
    Location location = file.span(offset, offset + 1);
    if (error == SyntaxError.COLON && isAfterKey(location)) {
      return Problem.error(
              "yaml-syntax", location, "YAML reads this line as part of the value above")
          .withHelp("indent it as far as the keys beside it");
    }
    return Problem.error("yaml-syntax", location, error.message(e)).withHelp(help(error, location));
  }

  /**
   * {@code write `key: 'value'`} for a line whose value would be read as it stands if it were
   * quoted; null if the line has no such value.
   */
  public @Nullable String quotesFor(int line) {
    Matcher found = KEY_AND_VALUE.matcher(shortLine(line));
    if (!found.matches()) {
      return null;
    }
    String value = found.group(2).strip();
    return isWhollyQuoted(value) || value.matches("[|>][-+0-9]*")
        ? null
        : "write " + Quote.whole(found.group(1) + ": " + quoted(value));
  }

  /** The same for the value at a place; null if it is not the whole value of its line's key. */
  public @Nullable String quotesForValue(Location value) {
    Matcher found = KEY_AND_VALUE.matcher(shortLine(value.line()));
    boolean whole = found.matches() && found.start(2) == value.column() - 1;
    return whole ? quotesFor(value.line()) : null;
  }

  /** The value as a YAML scalar in quotes, as few as possible of them escaped. */
  public static String quoted(String value) {
    boolean plainInDouble = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
    if (value.indexOf('\'') >= 0 && plainInDouble) {
      return '"' + value + '"';
    }
    return "'" + value.replace("'", "''") + "'";
  }

  /**
   * What to do about an anchor or alias, which few mean as an expression, or about a tag, which few
   * mean as anything else.
   *
   * @param written the indicator with its name, such as {@code *all}
   */
  String quotesForIndicator(Location location, String written) {
    if (written.startsWith("*") && written.contains(":")) {
      return "write " + Quote.of(quoted(written));
    }
    Matcher found = KEY_AND_VALUE.matcher(shortLine(location.line()));
    boolean tag = written.startsWith("!");
    boolean first = found.matches() && found.start(2) == location.column() - 1;
    boolean expression = first && EXPRESSION_KEYS.contains(found.group(1));
    String help = first && (tag || expression) ? quotesFor(location.line()) : null;
    String otherwise = tag ? "put the value in quotes" : "write out what it stands for";
    return help == null ? otherwise : help;
  }

  /** A line's text; empty if it is so long that no advice on it could be read. */
  private String shortLine(int line) {
    return file.lineLength(line) > LONGEST_LINE ? "" : file.line(line);
  }

  private @Nullable String help(SyntaxError error, Location location) {
    if (error.help() != null) {
      return error.help();
    }
    boolean within = error != SyntaxError.MORE_TEXT && isCollection(location.line());
    return within ? "put the element in quotes" : quotesFor(location.line());
  }

  /** Whether the line has a list or map in brackets for a value, and not by mistake. */
  private boolean isCollection(int line) {
    Matcher found = KEY_AND_VALUE.matcher(shortLine(line));
    return found.matches()
        && "[{".indexOf(found.group(2).charAt(0)) >= 0
        && !EXPRESSION_KEYS.contains(found.group(1));
  }

  /** Whether nothing but a key stands before a place in its line. */
  private boolean isAfterKey(Location location) {
    String line = shortLine(location.line());
    int end = Math.min(location.offset() - file.lineStart(location.line()), line.length());
    return KEY.matcher(line.substring(0, end)).matches();
  }

  private static boolean isWhollyQuoted(String value) {
    char first = value.charAt(0);
    return (first == '"' || first == '\'')
        && value.length() > 1
        && value.indexOf(first, 1) == value.length() - 1;
  }
}
