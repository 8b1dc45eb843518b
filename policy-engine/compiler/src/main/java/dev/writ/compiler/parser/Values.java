package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.ScalarType;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import dev.writ.compiler.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single YAML nodes as values of the language. Each method returns null, or leaves an element
 * out, after having reported why.
 */
final class Values {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*+");

  private final Report report;

  Values(Report report) {
    this.report = report;
  }

  /** Text that is not blank. */
  @Nullable Located<String> text(YamlNode node, String what) {
    if (!(node instanceof Scalar scalar) || scalar.type() != ScalarType.TEXT) {
      report.wrongType(node, what, "text", quotingHelp(node));
      return null;
    }
    if (scalar.text().isBlank()) {
      report.error("empty-text", scalar.location(), what + " is empty");
      return null;
    }
    return new Located<>(scalar.text(), scalar.location());
  }

  /** Text of one line: without control characters. */
  @Nullable Located<String> line(YamlNode node, String what) {
    return valid(
        text(node, what),
        line -> line.chars().noneMatch(Character::isISOControl),
        "invalid-name",
        what + " is a single line without control characters");
  }

  /** A name of the kind that policies, windows and the like have. */
  @Nullable Located<String> name(YamlNode node, String what) {
    String message = what + " begins with a letter and has only letters, digits, `_`, `.` and `-`";
    return valid(text(node, what), n -> NAME.matcher(n).matches(), "invalid-name", message);
  }

  /** {@code true} or {@code false}. */
  @Nullable Boolean flag(YamlNode node, String what) {
    if (node instanceof Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
      return scalar.text().toLowerCase(Locale.ROOT).equals("true");
    }
    report.wrongType(node, what, "`true` or `false`");
    return null;
  }

  /** One of a few words. */
  @Nullable Located<String> word(YamlNode node, String what, List<String> words) {
    Located<String> text = text(node, what);
    if (text != null && !words.contains(text.value())) {
      String message =
          what + " must be one of " + listed(words) + ", not " + Quote.of(text.value());
      report.error(
          "invalid-value", text.location(), message, report.suggestion(text.value(), words));
      return null;
    }
    return text;
  }

  /** A list that is not empty. */
  <T> List<T> list(YamlNode node, String what, Function<YamlNode, @Nullable T> element) {
    if (node instanceof Sequence sequence && sequence.items().isEmpty()) {
      report.error(
          "empty-list", node.location(), what + " is an empty list", "add to it or leave it out");
    }
    return listOrEmpty(node, what, element);
  }

  /** A list that may be empty. */
  <T> List<T> listOrEmpty(YamlNode node, String what, Function<YamlNode, @Nullable T> element) {
    List<T> elements = new ArrayList<>();
    if (node instanceof Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        T value = element.apply(item);
        if (value != null) {
          elements.add(value);
        }
      }
    } else {
      report.wrongType(node, what, "a list", bracketsHelp(node));
    }
    return elements;
  }

  /** The text, if it meets a rule; else reports the rule. */
  @Nullable Located<String> valid(
      @Nullable Located<String> text, Predicate<String> rule, String code, String message) {
    if (text == null || rule.test(text.value())) {
      return text;
    }
    report.error(code, text.location(), message + ", unlike " + Quote.of(text.value()));
    return null;
  }

  /** Words in backticks with commas between them. */
  static String listed(List<String> words) {
    return "`" + String.join("`, `", words) + "`";
  }

  private static @Nullable String quotingHelp(YamlNode node) {
    return node instanceof Scalar scalar && !scalar.isAbsent()
        ? "write " + Quote.of('"' + scalar.text() + '"')
        : null;
  }

  private static @Nullable String bracketsHelp(YamlNode node) {
    return node instanceof Scalar scalar && !scalar.isAbsent() && !scalar.style().isBlock()
        ? "write " + Quote.of("[" + scalar.text() + "]")
        : null;
  }
}
