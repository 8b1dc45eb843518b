package dev.writ.compiler.testing;

import java.util.List;

/**
 * What became of the tests of a policy set.
 *
 * @param results in the order of documents by path, cases and combinations
 * @param coverage what they covered together
 */
public record TestReport(List<CaseResult> results, Coverage coverage) {

  public TestReport {
    results = List.copyOf(results);
  }

  /** The results that did not pass. */
  public List<CaseResult> failures() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  public boolean passed() {
    return results.stream().allMatch(CaseResult::passed);
  }
}
