package dev.writ.compiler.testing;

import dev.writ.engine.explain.ExplanationText.Style;

/** Renders a test report for people: failed cases with their explanations. Immutable. */
public final class TextReport {

  private static final String INDENT = "    ";

  private final boolean colour;

  /**
   * @param colour whether to use ANSI colours
   */
  public TextReport(boolean colour) {
    this.colour = colour;
  }

  /** Failed cases, each with an empty line after it, and a summary on the last line. */
  public String render(TestReport report) {
    StringBuilder out = new StringBuilder();
    report.failures().forEach(failure -> append(report, failure, out));
    int failed = report.failures().size();
    int passed = report.results().size() - failed;
    out.append(
        failed == 0 ? good(passed + " passed") : bad(passed + " passed, " + failed + " failed"));
    return out.append('\n').toString();
  }

  private void append(TestReport report, CaseResult failure, StringBuilder out) {
    out.append(failure.location()).append(": ").append(bad("failed")).append(": ");
    out.append(failure.name()).append('\n');
    out.append("  ").append(failure.request()).append('\n');
    failure.faults().forEach(fault -> out.append("  ").append(fault).append('\n'));
    String explanation = report.explanation(failure, colour ? Style.COLOUR : Style.PLAIN);
    out.append('\n');
    explanation
        .lines()
        .forEach(line -> out.append(line.isEmpty() ? "" : INDENT + line).append('\n'));
    out.append('\n');
  }

  private String good(String text) {
    return painted(text, "32");
  }

  private String bad(String text) {
    return painted(text, "31");
  }

  private String painted(String text, String ansi) {
    return colour ? "\u001B[" + ansi + "m" + text + "\u001B[0m" : text;
  }
}
