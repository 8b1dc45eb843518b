package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceText;
import dev.writ.compiler.yaml.ScalarStyle;
import dev.writ.compiler.yaml.ScalarType;
import dev.writ.compiler.yaml.SyntaxAdvice;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/** Reads YAML scalars as CEL text, which is not looked into except where YAML has cut it short. */
final class Expressions {

  private final Report report;
  private final int maxLength;
  private final SyntaxAdvice advice;

  Expressions(Report report, int maxLength) {
    this.report = report;
    this.maxLength = maxLength;
    this.advice = new SyntaxAdvice(report.file());
  }

  /** The expression that a node holds; null after having reported why it holds none. */
  @Nullable SourceText expression(YamlNode node, String what) {
    if (!(node instanceof Scalar scalar)) {
      String help = advice.quotesForValue(node.location());
      report.wrongType(node, what, "a CEL expression", help == null ? "put it in quotes" : help);
      return null;
    }
    if (scalar.text().isBlank()) {
      report.error("empty-text", scalar.location(), what + " is empty");
      return null;
    }
    if (scalar.type() == ScalarType.NULL) {
      report.wrongType(scalar, what, "a CEL expression", "put it in quotes");
      return null;
    }
    if (length(scalar) > maxLength) {
      tooLong(scalar, what);
      return null;
    }
    return isCutByComment(scalar) ? null : scalar.source(report.file());
  }

  private static int length(Scalar scalar) {
    return scalar.text().codePointCount(0, scalar.text().length());
  }

  private void tooLong(Scalar scalar, String what) {
    String message =
        "%s has %,d characters, and the limit is %,d".formatted(what, length(scalar), maxLength);
    Location start = scalar.location();
    Location first = report.file().span(start.offset(), start.offset() + 1);
    report.error("expression-too-long", first, message, "share parts of it with `let`");
  }

  /** Whether {@code #} began a comment inside a quoted text of the expression. */
  private boolean isCutByComment(Scalar scalar) {
    Location location = scalar.location();
    int end = location.offset() + location.length();
    if (scalar.style() != ScalarStyle.PLAIN || !isBeforeComment(end) || closes(scalar.text())) {
      return false;
    }
    String message = "YAML ends this expression at ` #`, inside " + Quote.of(scalar.text());
    int line = report.file().span(end, end).line();
    report.error("cut-by-comment", location, message, advice.quotesFor(line));
    return true;
  }

  private boolean isBeforeComment(int end) {
    String text = report.file().text();
    int i = end;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i > end && i < text.length() && text.charAt(i) == '#';
  }

  /** Whether every quote that opens in the expression closes in it. */
  private static boolean closes(String expression) {
    char open = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (open == 0) {
        open = c == '"' || c == '\'' ? c : 0;
      } else if (c == '\\') {
        i++;
      } else if (c == open) {
        open = 0;
      }
    }
    return open == 0;
  }
}
