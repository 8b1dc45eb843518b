package dev.writ.compiler.testing;

import dev.writ.engine.explain.ExplanationText;
import dev.writ.engine.explain.ExplanationText.Style;
import dev.writ.engine.program.Program;
import java.util.List;

/**
 * What became of the tests of a policy set.
 *
 * @param results in the order of documents by path, cases and combinations
 * @param coverage what they covered together
 * @param program what was tested
 */
public record TestReport(List<CaseResult> results, Coverage coverage, Program program) {

  public TestReport {
    results = List.copyOf(results);
  }

  /** The results that did not pass. */
  public List<CaseResult> failures() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  /** Why a request was decided as it was, for people; sensitive values stay hidden. */
  String explanation(CaseResult result, Style style) {
    return ExplanationText.of(result.explanation(), program, style);
  }

  public boolean passed() {
    return results.stream().allMatch(CaseResult::passed);
  }
}
