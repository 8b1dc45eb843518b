package dev.writ.engine.explain;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Named;
import dev.writ.engine.decision.Explanation.Part;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Program;
import dev.writ.engine.value.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An explanation as text that a policy author understands: the decision, then each rule and grant
 * about the requested action with what became of each of its parts and the values it saw.
 */
public final class ExplanationText {

  /** How the words that matter most are set off. */
  public enum Style {
    PLAIN,
    /** With the colours of ANSI terminals. */
    COLOUR;

    private String good(String text) {
      return this == PLAIN ? text : "\u001b[32m" + text + "\u001b[0m";
    }

    private String bad(String text) {
      return this == PLAIN ? text : "\u001b[31m" + text + "\u001b[0m";
    }

    private String bold(String text) {
      return this == PLAIN ? text : "\u001b[1m" + text + "\u001b[0m";
    }
  }

  private final Observations observations;
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Program program, Style style) {
    this.observations = new Observations(program);
    this.style = style;
  }

  /**
   * The text of an explanation; every line ends with a line feed.
   *
   * @param program what explained it: its schema says what stays hidden
   */
  public static String of(Explanation explanation, Program program, Style style) {
    var writer = new ExplanationText(program, style);
    writer.head(explanation);
    var about = explanation.rules().stream().filter(ExplanationText::isAboutAction).toList();
    writer.rules(about);
    writer.named(Names.askedBy(about, explanation.named()));
    writer.others(explanation.rules());
    return writer.text.toString();
  }

  private void head(Explanation explanation) {
    Decision decision = explanation.decision();
    String verdict = decision.verdict().name().toLowerCase(Locale.ROOT);
    String reason = decision.reason() == null ? "" : ": " + decision.reason();
    line(0, (decision.allowed() ? style.good(verdict) : style.bad(verdict)) + reason);
    if (!explanation.permission().isEmpty()) {
      line(0, "permission needed: " + explanation.permission());
      String roles = String.join(", ", explanation.roles());
      line(0, "roles held: " + (roles.isEmpty() ? "none" : roles));
    }
    for (Failure failure : decision.failures()) {
      line(
          0,
          "failed: " + failure.rule() + ", " + failure.part() + ": " + failure.error().message());
    }
    for (String dropped : decision.dropped()) {
      line(0, "not believed, because nobody may state it: " + dropped);
    }
  }

  private void rules(List<Considered> rules) {
    for (Considered rule : rules) {
      text.append('\n');
      rule(rule);
    }
  }

  private void others(List<Considered> rules) {
    String others =
        rules.stream()
            .filter(rule -> !isAboutAction(rule))
            .map(Considered::rule)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      text.append('\n');
      line(0, "about other actions: " + others);
    }
  }

  private static boolean isAboutAction(Considered rule) {
    return rule.parts().stream()
        .noneMatch(part -> part.name().equals("permission") && part.outcome() == Outcome.FALSE);
  }

  private void rule(Considered rule) {
    String place = rule.file() == null ? "" : " (" + rule.file() + ":" + rule.line() + ")";
    String determining = rule.determining() ? ", and decides" : "";
    line(
        0, style.bold(rule.effect() + " " + rule.rule()) + place + ": " + fate(rule) + determining);
    rule.parts().forEach(this::part);
  }

  private void named(List<Named> named) {
    for (Named let : named) {
      Expression expression = let.trace().expression();
      text.append('\n');
      line(0, style.bold(let.name()) + " (" + expression.file() + ":" + expression.line() + ")");
      for (Observation seen : observations.whole(let.trace())) {
        line(1 + seen.depth(), seen.text() + ": " + seen.value());
      }
    }
  }

  private static String fate(Considered rule) {
    boolean deny = rule.effect().equals("deny");
    return switch (rule.outcome()) {
      case TRUE -> "applies";
      case FALSE -> "does not apply";
      case FAILED ->
          deny ? "applies, for a part of it failed" : "does not apply, for a part of it failed";
      case UNKNOWN -> "cannot be decided";
    };
  }

  private void part(Part part) {
    String actual = part.actual() == null ? "" : " (" + part.actual() + ")";
    String words = part.text().strip().replaceAll("\\s+", " ");
    line(1, word(part.outcome()) + "  " + part.name() + ": " + words + actual);
    if (part.trace() != null) {
      for (Observation seen : observations.of(part.trace())) {
        line(6 + seen.depth(), seen.text() + ": " + seen.value());
      }
    }
  }

  private String word(Outcome outcome) {
    return switch (outcome) {
      case TRUE -> style.good("yes    ");
      case FALSE -> style.bad("no     ");
      case FAILED -> style.bad("failed ");
      case UNKNOWN -> "unknown";
    };
  }

  private void line(int indent, String content) {
    text.append("  ".repeat(indent)).append(content).append('\n');
  }
}
