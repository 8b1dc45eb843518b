package dev.writ.server.api;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.server.operations.DecisionMeters;
import dev.writ.server.operations.Refusals;
import dev.writ.server.peer.Refused;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.policy.PolicyState.Unavailable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

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
    refusals.note(problem);
  }

  /** Decides; without a policy set the answer is a deny that says why there is none. */
  Answer decide(PolicyState policies, Asked asked, Kind kind) {
    long start = System.nanoTime();
    String id = DecisionIds.at(asked.request().now().toEpochMilli());
    Answer answer =
        switch (policies) {
          case Serving serving ->
              new Answer(id, serving.engine().program().revision(), decide(serving, asked));
          case Unavailable unavailable -> new Answer(id, null, denied(unavailable));
        };
    meters.record(kind, answer.decision(), System.nanoTime() - start);
    return answer;
  }

  private static Decision decide(Serving serving, Asked asked) {
    return serving.engine().decide(asked.request()).alsoDropped(asked.dropped());
  }

  static Decision denied(Unavailable unavailable) {
    return new Decision(
        Verdict.DENY, List.of(), unavailable.reason(), Map.of(), List.of(), List.of());
  }
}
