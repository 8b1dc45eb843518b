package dev.writ.log.replay;

import java.util.List;
import java.util.Locale;

/** A report for a terminal, and the Markdown of a pull request's comment. */
final class ReportText {
  private ReportText() {}

  /** Plain text; no colours. */
  static String text(ReplayReport report) {
    var text = new StringBuilder();
    for (Group group : report.groups()) {
      text.append("%s  %s  %s%n".formatted(kind(group), group.change().rule(), count(group)));
      group.examples().forEach(example -> text.append(lines(example)));
    }
    if (report.undecidable() > 0) {
      text.append("undecidable  %s%n".formatted(number(report.undecidable())));
      report.undecidableExamples().forEach(example -> text.append(lines(example)));
    }
    return text.append(summary(report)).append(System.lineSeparator()).toString();
  }

  private static String kind(Group group) {
    return group.change().kind().text();
  }

  private static String count(Group group) {
    return group.count() == 1 ? "1 decision" : number(group.count()) + " decisions";
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String lines(Example example) {
    return "  %s  %s  %s %s %s%n    %s → %s%n"
        .formatted(
            example.time(),
            example.id(),
            example.subject(),
            example.action(),
            example.resource(),
            side(example.before()),
            side(example.after()));
  }

  private static String side(Example.Side side) {
    if (!side.rules().isEmpty()) {
      return side.verdict() + " by " + String.join(", ", side.rules());
    }
    return side.reason() == null ? side.verdict() : side.verdict() + ": " + side.reason();
  }

  private static String summary(ReplayReport report) {
    var text = new StringBuilder();
    text.append(
        "%s decisions: %s the same, %s with another answer, %s with the same answer otherwise"
            .formatted(
                number(report.decisions()),
                number(report.same()),
                number(report.answersChanged()),
                number(report.detailsChanged())));
    append(text, report.undecidable(), "undecidable");
    append(text, report.withoutPolicies(), "by policies that are not at hand");
    append(text, report.notByPolicies(), "not decided by policies");
    append(text, report.unreadable(), "unreadable");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(", ").append(number(count)).append(' ').append(what);
    }
  }

  /** Markdown; ids and reasons of requests are quoted, so that none of them is markup. */
  static String markdown(ReplayReport report) {
    var text = new StringBuilder("### Replay of logged decisions\n\n");
    text.append(summary(report)).append(".\n");
    if (!report.groups().isEmpty()) {
      text.append("\n| change | rule | decisions |\n|---|---|---:|\n");
      for (Group group : report.groups()) {
        String row = "| %s | %s | %s |\n";
        text.append(row.formatted(kind(group), code(group.change().rule()), number(group.count())));
      }
    }
    for (Group group : report.groups()) {
      String title = kind(group) + ", " + code(group.change().rule());
      details(text, title, group.examples());
    }
    if (report.undecidable() > 0) {
      details(text, "undecidable, for want of values", report.undecidableExamples());
    }
    return text.toString();
  }

  private static void details(StringBuilder text, String title, List<Example> examples) {
    text.append("\n**").append(title).append("**\n\n");
    for (Example example : examples) {
      String request = example.subject() + " " + example.action() + " " + example.resource();
      text.append(
          "- %s at %s: %s → %s (%s)\n"
              .formatted(
                  code(request),
                  example.time(),
                  code(side(example.before())),
                  code(side(example.after())),
                  code(example.id())));
    }
  }

  /** A code span that its text cannot end; line ends would end the list. */
  private static String code(String text) {
    String line = text.replaceAll("\\p{Cntrl}|[\\u2028\\u2029]", " ").replace("|", "\\|");
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    return fence.length() == 1 ? "`" + line + "`" : fence + " " + line + " " + fence;
  }
}
