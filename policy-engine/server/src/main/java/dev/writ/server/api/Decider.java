package dev.writ.server.api;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.RecordIds;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Program;
import dev.writ.server.operations.DecisionMeters;
import dev.writ.server.operations.Refusals;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Refused;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.policy.PolicyState.Unavailable;
import dev.writ.server.record.Recording;
import jakarta.inject.Singleton;

/** Decides with a given policy set, counts what came out and gives it its id. */
@Singleton
class Decider {
  private final DecisionMeters meters;
  private final Refusals refusals;

  Decider(DecisionMeters meters, Refusals refusals) {
    this.meters = meters;
    this.refusals = refusals;
  }

  /** Keeps account of an evaluation that its peer may not ask for. */
  void refused(Refused problem) {
    refusals.note(problem, "/access/v1/evaluations");
  }

  /** Decides; without a policy set the answer is a deny that says why there is none. */
  Decided decide(PolicyState policies, Asked asked, Kind kind, Caller caller, Recording recording) {
    long start = System.nanoTime();
    String id = RecordIds.at(asked.request().now().toEpochMilli());
    Program program =
        asked.foregone() == null && policies instanceof Serving serving
            ? serving.engine().program()
            : null;
    Decision decision =
        recording.refused() ? Decision.denied(Recording.REFUSAL) : decide(policies, asked);
    long took = System.nanoTime() - start;
    recording.count(() -> meters.record(kind, decision, took));
    recording.decided(id, kind, caller, asked.request(), decision, program);
    return new Decided(id, program == null ? null : program.revision(), decision);
  }

  private static Decision decide(PolicyState policies, Asked asked) {
    Decision foregone = asked.foregone();
    if (foregone != null) {
      return foregone;
    }
    return switch (policies) {
      case Serving serving -> serving.engine().decide(asked.request()).alsoDropped(asked.dropped());
      case Unavailable unavailable -> Decision.denied(unavailable.reason());
    };
  }
}
