package dev.writ.engine.decide;

import dev.writ.engine.decision.Failure;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.JsonForm;
import dev.writ.engine.value.Outcome;
import dev.writ.engine.value.Unknown;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outputs of the determining rules of one decision, by rule; never merged. */
final class Outputs {
  private final Map<String, Map<String, Object>> byRule = new LinkedHashMap<>();

  void clear() {
    byRule.clear();
  }

  Map<String, Map<String, Object>> copy() {
    return byRule.isEmpty() ? Map.of() : new LinkedHashMap<>(byRule);
  }

  /** Evaluates a rule's output, if it has one, and keeps it: TRUE, FAILED or UNKNOWN. */
  Outcome add(Candidate candidate, Session session) {
    if (candidate.output() == null) {
      return Outcome.TRUE;
    }
    Object value = candidate.output().evaluate(session.frame());
    if (value instanceof Unknown unknown) {
      session.dependOn(unknown);
      return Outcome.UNKNOWN;
    }
    return keep(candidate, value instanceof EvalError ? value : JsonForm.of(value), session);
  }

  @SuppressWarnings("unchecked")
  private Outcome keep(Candidate candidate, @Nullable Object value, Session session) {
    if (value instanceof Map<?, ?> map) {
      byRule.put(candidate.id(), (Map<String, Object>) map);
      return Outcome.TRUE;
    }
    EvalError error =
        value instanceof EvalError e ? e : new EvalError(EvalError.Code.WRONG_TYPE, "output");
    session.fail(new Failure(candidate.id(), "output", error));
    return Outcome.FAILED;
  }
}
