package dev.writ.cli;

import dev.writ.cli.terminal.Bar;
import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.testing.Coverage;
import dev.writ.compiler.testing.Coverage.BranchCoverage;
import dev.writ.compiler.testing.Coverage.RuleCoverage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Coverage for people: what is missing with its place, then a line with a bar for each policy. */
final class CoverageTable {
  private static final int BAR = 20;

  /** The line of all grants, whichever role they are of. */
  private static final String ROLES = "grants of roles";

  private final Terminal terminal;

  CoverageTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Every line ends with a line break. */
  String render(Coverage coverage) {
    var text = new StringBuilder();
    Set<String> missing = missing(coverage);
    missing.forEach(line -> text.append(line).append('\n'));
    text.append(missing.isEmpty() ? "" : "\n");
    var policies = new TreeSet<String>();
    coverage.rules().forEach(rule -> policies.add(policy(rule.id())));
    int width = policies.stream().mapToInt(String::length).max().orElse(0);
    for (String policy : policies) {
      text.append(line(policy, width, part(coverage, policy)));
    }
    return text.append(line("total", width, coverage)).toString();
  }

  private static Set<String> missing(Coverage coverage) {
    var missing = new LinkedHashSet<String>();
    for (RuleCoverage rule : coverage.rules()) {
      if (rule.determining() == 0) {
        missing.add(place(rule.place()) + "`" + rule.id() + "` never decided");
      }
    }
    for (BranchCoverage branch : coverage.branches()) {
      if (!branch.wasTrue() || !branch.wasFalse()) {
        missing.add(missing(branch));
      }
    }
    return missing;
  }

  private static String missing(BranchCoverage branch) {
    String never = branch.wasTrue() ? "false" : branch.wasFalse() ? "true" : "evaluated";
    String text = branch.text().strip().replaceAll("\\s+", " ");
    return "%s`%s` was never %s, in `%s` of `%s`"
        .formatted(place(branch.place()), text, never, branch.part(), branch.id());
  }

  private static String place(String place) {
    return place.isEmpty() ? "" : place + ": ";
  }

  private String line(String name, int width, Coverage coverage) {
    CoverageShare share = CoverageShare.of(coverage);
    String bar = share.all() == 0 ? Bar.of(1, 1, BAR) : Bar.of(share.covered(), share.all(), BAR);
    String figures =
        " %3d %%  rules %d/%d, branch outcomes %d/%d"
            .formatted(
                share.percent(),
                coverage.coveredRules(),
                coverage.rules().size(),
                coverage.coveredOutcomes(),
                2 * coverage.branches().size());
    String padded = name + " ".repeat(Math.max(0, width - name.length()));
    return padded
        + "  "
        + (coverage.isComplete() ? terminal.good(bar) : terminal.doubtful(bar))
        + figures
        + "\n";
  }

  private static Coverage part(Coverage coverage, String policy) {
    List<RuleCoverage> rules =
        coverage.rules().stream().filter(rule -> policy(rule.id()).equals(policy)).toList();
    List<BranchCoverage> branches =
        coverage.branches().stream().filter(b -> policy(b.id()).equals(policy)).toList();
    return new Coverage(rules, branches);
  }

  /** The policy of a rule's id {@code policy/rule}; grants are {@code role:NAME permission}. */
  private static String policy(String id) {
    return id.startsWith("role:") ? ROLES : id.substring(0, id.indexOf('/'));
  }
}
