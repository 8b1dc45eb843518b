package dev.writ.compiler.yaml;

import dev.writ.compiler.diagnostic.Quote;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The kinds of YAML syntax errors that authors make, known by what the YAML parser says of them,
 * and what to say about each instead.
 */
enum SyntaxError {
  TAB("TAB", false, "YAML forbids tabs in indentation", "indent with spaces"),
  COLON("mapping values are not allowed", false, "YAML reads `: ` here as the end of a key", null),
  BRACES(
      "expected ',' or",
      false,
      "YAML expects `,` or the closing bracket here",
      "an expression within `{…}` or `[…]` stands in quotes"),
  FIRST_CHARACTER(
      "cannot start any token", false, "YAML allows no value to begin with this character", null),
  OPEN_QUOTE(
      "found unexpected end of stream",
      true,
      "this quote is never closed",
      "close it with the same quote"),
  ESCAPE(
      "unknown escape character",
      false,
      "YAML has no such escape sequence in double quotes",
      "in double quotes a backslash is doubled; in single quotes it stands for itself"),
  NO_COLON(
      "could not find expected ':'",
      true,
      "this line is neither a `key: value` nor part of the value before it",
      null),
  BLOCK("chomping", false, "YAML reads `|` and `>` here as the start of a block of text", null),
  MORE_TEXT(
      "<block end>, but found '(<scalar>|\\[|\\{|,)'",
      false,
      "YAML reads the value as ended here, but there is more text",
      null),
  INDENTATION(
      "<block end>, but found",
      false,
      "this line is indented differently from those that it seems to belong to",
      "indent keys of one map, and dashes of one list, equally far"),
  OTHER("", false, "this is not valid YAML", null);

  private final Pattern parsersWords;
  private final boolean atContext;
  private final String message;
  private final @Nullable String help;

  SyntaxError(String parsersWords, boolean atContext, String message, @Nullable String help) {
    this.parsersWords = Pattern.compile(parsersWords);
    this.atContext = atContext;
    this.message = message;
    this.help = help;
  }

  static SyntaxError of(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    for (SyntaxError error : values()) {
      if (error.parsersWords.matcher(problem).find()) {
        return error;
      }
    }
    return OTHER;
  }

  /** Where the author should look. */
  Optional<Mark> place(MarkedYamlEngineException e) {
    return atContext
        ? e.getContextMark().or(e::getProblemMark)
        : e.getProblemMark().or(e::getContextMark);
  }

  String message(MarkedYamlEngineException e) {
    if (this != OTHER || e.getProblem() == null) {
      return message;
    }
    String indicator = indicator(e.getContext() == null ? "" : e.getContext());
    return indicator.isEmpty() ? message + ": " + inOurWords(e.getProblem()) : indicator;
  }

  /** What to do whatever the line says; null if that depends on the line. */
  @Nullable String help() {
    return help;
  }

  private static String indicator(String context) {
    return switch (context) {
      case "while scanning an anchor" -> "YAML reads `&` here as the start of an anchor";
      case "while scanning an alias" -> "YAML reads `*` here as the start of an alias";
      case "while scanning a tag" -> "YAML reads `!` here as the start of a tag";
      default -> "";
    };
  }

  /** The parser's own words, as far as they tell an author something. */
  private static String inOurWords(String problem) {
    String text =
        problem
            .replace("<stream end>", "the end of the file")
            .replace('\'', '`')
            .replaceAll("\\(\\d+\\)", "");
    return Quote.visible(text.toLowerCase(Locale.ROOT)).strip();
  }
}
