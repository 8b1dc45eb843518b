package dev.writ.log;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small programs, requests and records for tests. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private Samples() {}

  public static Program program(Schema schema) {
    return new Program(
        "shop",
        new Revision("ab".repeat(32), null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        schema,
        Entities.NONE);
  }

  public static AccessRequest request(
      Map<String, Object> subject, Map<String, Object> resource, Map<String, Object> context) {
    return AccessRequest.of(
        new Subject("user", "alice", subject),
        new Action("read"),
        new Resource("orders", "o1", resource),
        context,
        NOW);
  }

  public static DecisionRecord decision(String id, Instant time, AccessRequest request) {
    var decision =
        new Decision(Verdict.ALLOW, List.of("role:customer"), null, Map.of(), List.of(), List.of());
    return new DecisionRecord(
        id,
        time,
        "pdp-1",
        Kind.EVALUATION,
        request,
        decision,
        new Revision("ab".repeat(32), null),
        Duration.ofNanos(1234),
        null,
        null);
  }
}
