package dev.writ.compiler.yaml;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says what a policy author should do about text that YAML reads otherwise than meant. Most often
 * that is an expression which needs quotes.
 */
public final class SyntaxAdvice {

  private static final int LONGEST_LINE = 500;

  private static final Pattern KEY_AND_VALUE =
      Pattern.compile("\\s*(?:- +)*+([\\w.?-]++|\"[^\"]*+\")\\s*+:\\s++(\\S.*)");

  private final SourceFile file;

  public SyntaxAdvice(SourceFile file) {
    this.file = file;
  }

  /** The problem that ended the reading of a file. */
  Problem explain(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    int offset = mark.map(new Offsets(file)::of).orElse(0);
    Location location = file.span(offset, offset + 1);
    int startLine = e.getContextMark().map(m -> m.getLine() + 1).orElse(location.line());
    String help = help(e.getProblem(), location.line(), startLine);
    return Problem.error("yaml-syntax", location, message(e)).withHelp(help);
  }

  /**
   * {@code write `key: 'value'`} for a line whose value would be read as it stands if it were
   * quoted; null if the line has no such value.
   */
  public @Nullable String quotesFor(int line) {
    String text = file.line(line);
    Matcher found = KEY_AND_VALUE.matcher(text);
    if (text.length() > LONGEST_LINE || !found.matches()) {
      return null;
    }
    String value = found.group(2).strip();
    return isWhollyQuoted(value) || value.matches("[|>][-+0-9]*")
        ? null
        : "write " + Quote.whole(found.group(1) + ": " + quoted(value));
  }

  /** The value as a YAML scalar in quotes, as few as possible of them escaped. */
  public static String quoted(String value) {
    boolean plainInDouble = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
    if (value.indexOf('\'') >= 0 && plainInDouble) {
      return '"' + value + '"';
    }
    return "'" + value.replace("'", "''") + "'";
  }

  private @Nullable String help(@Nullable String problem, int line, int startLine) {
    if (problem != null && problem.contains("TAB")) {
      return "indent with spaces";
    }
    if (problem != null && problem.contains("escape")) {
      return "in double quotes a backslash is doubled; in single quotes it stands for itself";
    }
    String help = quotesFor(line);
    return help != null || startLine == line ? help : quotesFor(startLine);
  }

  private static String message(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    if (problem.contains("TAB")) {
      return "YAML forbids tabs in indentation";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "YAML reads `: ` here as the end of a key";
    }
    if (problem.contains("cannot start any token")) {
      return "YAML allows no value to begin with this character";
    }
    if (problem.contains("unexpected end of stream")) {
      return "a quote that was opened is never closed";
    }
    if (problem.contains("unknown escape character")) {
      return "YAML has no such escape sequence in double quotes";
    }
    if (problem.contains("could not find expected ':'")) {
      return "this line is neither a `key: value` nor part of the value before it";
    }
    return "this is not valid YAML: " + inOurWords(problem);
  }

  /** The parser's own words, as far as they tell an author something. */
  private static String inOurWords(String problem) {
    String text =
        problem
            .replace("<block end>", "the end of the value or a new line")
            .replace("<stream end>", "the end of the file")
            .replace("but found '<scalar>'", "but there is more text")
            .replace('\'', '`')
            .replaceAll("\\(\\d+\\)", "");
    return Quote.visible(text.toLowerCase(Locale.ROOT)).strip();
  }

  private static boolean isWhollyQuoted(String value) {
    char first = value.charAt(0);
    return (first == '"' || first == '\'')
        && value.length() > 1
        && value.indexOf(first, 1) == value.length() - 1;
  }
}
