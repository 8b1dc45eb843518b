package dev.writ.cli.doctor.report;

import dev.writ.cli.doctor.check.Rule;
import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.diagnostic.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people at a terminal. */
public final class TextReport {
  private final Terminal terminal;

  public TextReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Every check under its topic, and a summary on the last line. */
  public String render(Report report) {
    var out = new StringBuilder();
    int width = report.findings().stream().mapToInt(f -> f.rule().id().length()).max().orElse(0);
    for (Map.Entry<Rule.Topic, List<Finding>> topic : report.byTopic().entrySet()) {
      out.append(terminal.strong(topic.getKey().words())).append('\n');
      topic.getValue().forEach(finding -> append(finding, width, out));
      out.append('\n');
    }
    return out.append(summary(report)).toString();
  }

  private void append(Finding finding, int width, StringBuilder out) {
    Rule rule = finding.rule();
    String name = rule.id() + " ".repeat(width - rule.id().length());
    String detail = Quote.visible(finding.result().detail());
    out.append("  ").append(painted(finding.outcome(), finding.outcome().symbol() + " " + name));
    out.append("  ").append(Quote.visible(rule.title()));
    if (finding.outcome() == Outcome.NOT_MADE) {
      out.append(terminal.faint(": " + detail));
    } else if (!detail.isEmpty()) {
      out.append('\n').append(" ".repeat(width + 6)).append(detail);
      out.append(terminal.faint(" (" + rule.source() + ")"));
    }
    out.append('\n');
  }

  /** One line of how many checks had which outcome. */
  public String summary(Report report) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> report.count(outcome) > 0)
        .map(outcome -> painted(outcome, report.count(outcome) + " " + outcome.words()))
        .collect(Collectors.joining(", ", "", "\n"));
  }

  private String painted(Outcome outcome, String text) {
    return switch (outcome) {
      case FAILED -> terminal.bad(text);
      case WARNED -> terminal.doubtful(text);
      case PASSED -> terminal.good(text);
      case NOT_MADE -> terminal.faint(text);
    };
  }
}
