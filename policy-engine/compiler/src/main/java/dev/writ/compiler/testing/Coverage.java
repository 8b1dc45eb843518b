package dev.writ.compiler.testing;

import java.util.List;

/**
 * What the tests of a policy set exercised.
 *
 * @param rules grants by role, then rules, in the order of deciding
 * @param branches of the conditions of grants, derived roles, lets and rules
 */
public record Coverage(List<RuleCoverage> rules, List<BranchCoverage> branches) {

  public Coverage {
    rules = List.copyOf(rules);
    branches = List.copyOf(branches);
  }

  /** How many rules were determining at least once. */
  public long coveredRules() {
    return rules.stream().filter(rule -> rule.determining() > 0).count();
  }

  /** How many truth values of how many branches were seen: at most two for each. */
  public long coveredOutcomes() {
    return branches.stream()
        .mapToLong(branch -> (branch.wasTrue() ? 1 : 0) + (branch.wasFalse() ? 1 : 0))
        .sum();
  }

  /** Whether every rule was determining and every branch both true and false. */
  public boolean isComplete() {
    return coveredRules() == rules.size() && coveredOutcomes() == 2L * branches.size();
  }

  /**
   * A rule or a grant.
   *
   * @param id the rule's id, or {@code role:NAME permission} for a grant
   * @param place {@code path:line} where it is written; empty where that is not known
   * @param evaluated how many decisions asked whether it applies
   * @param determining of how many decisions it was a determining rule
   */
  public record RuleCoverage(String id, String place, int evaluated, int determining) {}

  /**
   * A condition, or a part of one that is true or false by itself.
   *
   * @param id of the rule or grant, as above; {@code role:NAME} for a derived role's condition; the
   *     name of a let, such as {@code common/owner}
   * @param part {@code when}, {@code unless} or {@code let}
   * @param place {@code path:line} where it is written
   * @param text what the author wrote
   */
  public record BranchCoverage(
      String id, String part, String place, String text, boolean wasTrue, boolean wasFalse) {}
}
