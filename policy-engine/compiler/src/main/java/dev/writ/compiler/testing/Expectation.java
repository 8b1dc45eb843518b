package dev.writ.compiler.testing;

import dev.writ.compiler.analysis.data.Values;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.Effect;
import dev.writ.compiler.document.TestCase;
import dev.writ.compiler.source.Located;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a test case expects of a decision.
 *
 * @param timed whether the case says what time it is
 */
record Expectation(TestCase of, boolean timed) {

  /** What differs from the expectation, in words; empty if nothing does. */
  List<String> faults(Explanation explanation) {
    Decision decision = explanation.decision();
    List<String> faults = new ArrayList<>();
    checkVerdict(decision, faults);
    checkRules(decision, faults);
    checkReason(decision, faults);
    checkOutput(decision, faults);
    checkFailures(decision, faults);
    if (!timed && Evaluated.readsNow(explanation)) {
      faults.add("the decision depends on the time, and neither the case nor the file has `at`");
    }
    return faults;
  }

  private void checkVerdict(Decision decision, List<String> faults) {
    boolean allow = of.expect().value() == Effect.ALLOW;
    if (decision.allowed() != allow) {
      String verdict = decision.verdict().name().toLowerCase(Locale.ROOT);
      faults.add("expected %s, was %s".formatted(allow ? "allow" : "deny", verdict));
    }
  }

  private void checkRules(Decision decision, List<String> faults) {
    List<Located<String>> by = of.by();
    if (by == null) {
      return;
    }
    Set<String> expected = new TreeSet<>(by.stream().map(Located::value).toList());
    Set<String> actual = new TreeSet<>(decision.rules());
    if (!expected.equals(actual)) {
      faults.add("expected by %s, was by %s".formatted(text(expected), text(actual)));
    }
  }

  private static String text(Collection<String> rules) {
    return rules.isEmpty() ? "no rule" : "`" + String.join("`, `", rules) + "`";
  }

  private void checkReason(Decision decision, List<String> faults) {
    Located<String> reason = of.reason();
    if (reason != null && !reason.value().equals(decision.reason())) {
      faults.add(
          decision.reason() == null
              ? "expected reason `%s`, there was none".formatted(reason.value())
              : "expected reason `%s`, was `%s`".formatted(reason.value(), decision.reason()));
    }
  }

  private void checkOutput(Decision decision, List<String> faults) {
    Data.Fields output = of.output();
    if (output == null) {
      return;
    }
    Map<String, Object> expected = Values.of(output);
    if (!JsonValues.equal(expected, decision.output())) {
      faults.add(
          "expected output `%s`, was `%s`"
              .formatted(JsonValues.text(expected), JsonValues.text(decision.output())));
    }
  }

  private void checkFailures(Decision decision, List<String> faults) {
    if (of.errors()) {
      return;
    }
    for (Failure failure : decision.failures()) {
      faults.add(
          "`%s` of `%s` failed: %s"
              .formatted(failure.part(), failure.rule(), failure.error().message()));
    }
  }
}
