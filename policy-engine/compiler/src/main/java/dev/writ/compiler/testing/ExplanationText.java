package dev.writ.compiler.testing;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Part;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.expr.Trace;
import dev.writ.engine.program.Span;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An explanation as policy authors read it: what was decided, and for each rule which of its parts
 * did not hold, with the values that were seen.
 */
public final class ExplanationText {

  private static final int LONGEST = 200;

  private final StringBuilder out = new StringBuilder();
  private final String indent;

  private ExplanationText(String indent) {
    this.indent = indent;
  }

  /**
   * Renders an explanation.
   *
   * @param indent what every line begins with
   */
  public static String of(Explanation explanation, String indent) {
    ExplanationText text = new ExplanationText(indent);
    text.decision(explanation);
    explanation.rules().forEach(text::rule);
    return text.out.toString();
  }

  private void decision(Explanation explanation) {
    Decision decision = explanation.decision();
    String reason = decision.reason() == null ? "" : ": " + decision.reason();
    line(0, decision.verdict().name().toLowerCase(Locale.ROOT) + reason);
    if (!decision.rules().isEmpty()) {
      line(1, "by " + String.join(", ", decision.rules()));
    }
    if (!explanation.permission().isEmpty()) {
      line(1, "needs the permission " + explanation.permission());
    }
    line(1, "roles held: " + (explanation.roles().isEmpty() ? "none" : String.join(", ", explanation.roles())));
    for (Failure failure : decision.failures()) {
      line(1, "failed: %s of %s: %s".formatted(failure.part(), failure.rule(), failure.error().message()));
    }
    for (String dropped : decision.dropped()) {
      line(1, "not believed: " + dropped);
    }
  }

  private void rule(Considered rule) {
    String place = rule.file() == null ? "" : " (" + rule.file() + ":" + rule.line() + ")";
    String applies = rule.determining() ? "applies" : word(rule.outcome());
    line(1, rule.effect() + " " + rule.rule() + place + ": " + applies);
    for (Part part : rule.parts()) {
      part(part);
      if (part.outcome() == Outcome.FALSE && part.name().equals("permission")) {
        return;
      }
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case TRUE -> "holds";
      case FALSE -> "does not apply";
      case FAILED -> "failed";
      case UNKNOWN -> "depends on what is not known";
    };
  }

  private void part(Part part) {
    String actual =
        part.actual() == null || part.outcome() == Outcome.TRUE ? "" : "; " + part.actual();
    line(2, part.name() + " " + shortened(part.text()) + " is " + part.outcome().id() + actual);
    if (part.trace() != null && part.outcome() != Outcome.TRUE) {
      String text = part.trace().expression().text();
      part.trace().root().children().forEach(child -> node(3, child, text));
    }
  }

  private void node(int level, Trace.Node node, String text) {
    if (node.span() != Span.NONE && !isLiteral(node, text)) {
      line(level, shortened(text(node, text)) + " is " + value(node.value()));
    }
    node.children().forEach(child -> node(level + 1, child, text));
  }

  private static boolean isLiteral(Trace.Node node, String text) {
    return node.children().isEmpty()
        && (text(node, text).equals(value(node.value())) || text(node, text).startsWith("'"));
  }

  private static String text(Trace.Node node, String text) {
    int end = Math.min(Span.end(node.span()), text.length());
    return text.substring(Math.min(Span.start(node.span()), end), end);
  }

  private static String value(Object value) {
    return switch (value) {
      case String text -> "\"" + shortened(text) + "\"";
      case EvalError error -> "an error: " + error.message();
      case Unknown unknown -> "unknown";
      case Trace.NotEvaluated none -> "not evaluated";
      case List<?> list -> shortened("[" + String.join(", ", values(list)) + "]");
      default -> shortened(value.toString());
    };
  }

  private static List<String> values(List<?> list) {
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      texts.add(element == null ? "null" : value(element));
    }
    return texts;
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  private void line(int level, String text) {
    out.append(indent).append("  ".repeat(level)).append(text).append('\n');
  }
}
