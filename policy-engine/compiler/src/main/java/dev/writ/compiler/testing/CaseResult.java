package dev.writ.compiler.testing;

import dev.writ.compiler.source.Location;
import dev.writ.engine.decision.Explanation;
import java.time.Duration;
import java.util.List;

/**
 * What became of one request of a test case.
 *
 * @param tests the name of the tests document
 * @param name the case
 * @param request which of the case's combinations, such as {@code alice refund small}
 * @param location where the case stands
 * @param faults what differs from what the case expects; empty if it passed
 * @param explanation the decision and everything that was considered for it
 * @param time what deciding and explaining took, of the wall clock
 */
public record CaseResult(
    String tests,
    String name,
    String request,
    Location location,
    List<String> faults,
    Explanation explanation,
    Duration time) {

  public CaseResult {
    faults = List.copyOf(faults);
  }

  public boolean passed() {
    return faults.isEmpty();
  }
}
