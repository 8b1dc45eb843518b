package dev.writ.compiler.testing;

import dev.writ.compiler.testing.Coverage.BranchCoverage;
import dev.writ.compiler.testing.Coverage.RuleCoverage;
import java.util.Map;
import java.util.TreeMap;

/** Renders a test report for people. Immutable. */
public final class TextReport {

  private static final String RED = "31";
  private static final String GREEN = "32";

  private final boolean colour;
  private final boolean coverage;

  /**
   * @param colour whether to use ANSI colours
   * @param coverage whether to say what the tests did not cover
   */
  public TextReport(boolean colour, boolean coverage) {
    this.colour = colour;
    this.coverage = coverage;
  }

  /** Failed cases with their explanations, what is not covered, and a summary on the last line. */
  public String render(TestReport report) {
    StringBuilder out = new StringBuilder();
    report.failures().forEach(failure -> appendFailure(failure, out));
    if (coverage) {
      appendCoverage(report.coverage(), out);
    }
    int failed = report.failures().size();
    int total = report.results().size();
    String summary = failed == 0 ? "%d passed" : "%d passed, %d failed";
    String paint = failed == 0 ? GREEN : RED;
    return out.append(painted(summary.formatted(total - failed, failed), paint)).append('\n').toString();
  }

  private void appendFailure(CaseResult failure, StringBuilder out) {
    out.append(painted("failed", RED)).append(' ').append(failure.location()).append(": ");
    out.append(failure.tests()).append(", ").append(failure.name()).append('\n');
    out.append("  ").append(failure.request()).append('\n');
    failure.faults().forEach(fault -> out.append("  ").append(fault).append('\n'));
    out.append(ExplanationText.of(failure.explanation(), "    ")).append('\n');
  }

  private void appendCoverage(Coverage covered, StringBuilder out) {
    for (RuleCoverage rule : covered.rules()) {
      if (rule.determining() == 0) {
        out.append(place(rule.place())).append('`').append(rule.id()).append("` ");
        out.append(rule.evaluated() == 0 ? "was never asked for" : "never decided").append('\n');
      }
    }
    missing(covered).forEach((line, missing) -> out.append(line).append(missing).append('\n'));
    out.append("rules ").append(share(covered.coveredRules(), covered.rules().size()));
    out.append(", branches ");
    out.append(share(covered.coveredOutcomes(), 2L * covered.branches().size())).append('\n');
  }

  /** What each branch never was, by its place and text. */
  private static Map<String, String> missing(Coverage covered) {
    Map<String, String> missing = new TreeMap<>();
    for (BranchCoverage branch : covered.branches()) {
      if (!branch.wasTrue() || !branch.wasFalse()) {
        String never = branch.wasTrue() ? "false" : branch.wasFalse() ? "true" : "evaluated";
        String text = branch.text().replaceAll("\\s+", " ").strip();
        missing.put(
            "%s`%s` in %s of `%s`".formatted(place(branch.place()), text, branch.part(), branch.id()),
            " was never " + never);
      }
    }
    return missing;
  }

  private static String place(String place) {
    return place.isEmpty() ? "" : place + ": ";
  }

  private static String share(long covered, long all) {
    return all == 0 ? "0/0" : "%d/%d (%d %%)".formatted(covered, all, 100 * covered / all);
  }

  private String painted(String text, String ansi) {
    return colour ? "\u001B[" + ansi + "m" + text + "\u001B[0m" : text;
  }
}
