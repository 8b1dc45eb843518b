package dev.writ.cli;

import dev.writ.compiler.testing.Coverage;

/**
 * How much of what can be covered is: each rule counts once, for having decided, and each branch of
 * a condition twice, for having been true and for having been false.
 */
record CoverageShare(long covered, long all) {
  private static final int ALL_PERCENT = 100;

  static CoverageShare of(Coverage coverage) {
    return new CoverageShare(
        coverage.coveredRules() + coverage.coveredOutcomes(),
        coverage.rules().size() + 2L * coverage.branches().size());
  }

  /** Rounded down, so that 100 means everything; 100 where there is nothing to cover. */
  long percent() {
    return all == 0 ? ALL_PERCENT : covered * ALL_PERCENT / all;
  }

  boolean reaches(int percent) {
    return covered * ALL_PERCENT >= percent * all;
  }
}
