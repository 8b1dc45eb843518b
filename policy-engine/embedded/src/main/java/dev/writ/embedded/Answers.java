package dev.writ.embedded;

import dev.writ.client.Answered;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Failure;
import dev.writ.engine.program.Revision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** From the engine's decision to the client's, as it would come over HTTP, but for an id. */
final class Answers {
  private Answers() {}

  static Answered of(Decision decision, Revision revision) {
    return new Answered(
        decision.allowed(),
        Optional.empty(),
        Optional.of(revision.toString()),
        decision.rules(),
        Optional.ofNullable(decision.reason()),
        Map.copyOf(decision.output()),
        decision.failures().stream().<Object>map(Answers::error).toList(),
        decision.dropped());
  }

  private static Map<String, Object> error(Failure failure) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("rule", failure.rule());
    error.put("part", failure.part());
    error.put("code", failure.error().code().id());
    if (failure.error().subject() != null) {
      error.put("subject", failure.error().subject());
    }
    error.put("message", failure.error().message());
    return error;
  }
}
