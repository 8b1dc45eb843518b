package dev.writ.compiler.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.writ.compiler.testing.Coverage.BranchCoverage;
import dev.writ.compiler.testing.Coverage.RuleCoverage;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.explain.ExplanationText.Style;
import java.util.Locale;

/** Renders a test report as JSON, for other programs. Its form is stable. */
public final class JsonTestReport {

  private JsonTestReport() {}

  /**
   * An object with {@code passed} and {@code failed} (numbers), {@code cases} and {@code coverage}.
   * A case has {@code tests}, {@code case}, {@code request}, {@code path}, {@code line}, {@code
   * passed}, {@code faults}, and of its decision {@code decision}, {@code rules}, {@code reason}
   * and {@code failures}; a failed one also {@code explanation}, a text. Coverage has {@code rules}
   * and {@code branches} as {@link Coverage} describes them.
   */
  public static String render(TestReport report) {
    ObjectNode node = JsonValues.MAPPER.createObjectNode();
    node.put("passed", report.results().size() - report.failures().size());
    node.put("failed", report.failures().size());
    ArrayNode cases = node.putArray("cases");
    report.results().forEach(result -> add(report, result, cases.addObject()));
    add(report.coverage(), node.putObject("coverage"));
    return node.toPrettyString() + "\n";
  }

  private static void add(TestReport report, CaseResult result, ObjectNode node) {
    node.put("tests", result.tests());
    node.put("case", result.name());
    node.put("request", result.request());
    node.put("path", result.location().path());
    node.put("line", result.location().line());
    node.put("passed", result.passed());
    ArrayNode faults = node.putArray("faults");
    result.faults().forEach(faults::add);
    Decision decision = result.explanation().decision();
    node.put("decision", decision.verdict().name().toLowerCase(Locale.ROOT));
    ArrayNode rules = node.putArray("rules");
    decision.rules().forEach(rules::add);
    node.put("reason", decision.reason());
    ArrayNode failures = node.putArray("failures");
    decision
        .failures()
        .forEach(
            failure ->
                failures
                    .addObject()
                    .put("rule", failure.rule())
                    .put("part", failure.part())
                    .put("code", failure.error().code().id())
                    .put("message", failure.error().message()));
    if (!result.passed()) {
      node.put("explanation", report.explanation(result, Style.PLAIN));
    }
  }

  private static void add(Coverage coverage, ObjectNode node) {
    ArrayNode rules = node.putArray("rules");
    for (RuleCoverage rule : coverage.rules()) {
      rules
          .addObject()
          .put("id", rule.id())
          .put("place", rule.place())
          .put("evaluated", rule.evaluated())
          .put("determining", rule.determining());
    }
    ArrayNode branches = node.putArray("branches");
    for (BranchCoverage branch : coverage.branches()) {
      branches
          .addObject()
          .put("id", branch.id())
          .put("part", branch.part())
          .put("place", branch.place())
          .put("text", branch.text())
          .put("true", branch.wasTrue())
          .put("false", branch.wasFalse());
    }
  }
}
