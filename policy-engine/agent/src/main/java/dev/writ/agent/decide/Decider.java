package dev.writ.agent.decide;

import dev.writ.agent.config.AgentConfig.Workload;
import dev.writ.agent.decide.Call.RevokedSubjects;
import dev.writ.agent.policy.PolicyState;
import dev.writ.agent.policy.PolicyState.Missing;
import dev.writ.agent.policy.PolicyState.Serving;
import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.Denied;
import dev.writ.authzen.Question;
import dev.writ.authzen.RecordIds;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.Service.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides one question by a given bundle. Thread-safe. */
final class Decider {
  private final RevokedSubjects revoked;
  private final boolean knowsService;
  private final @Nullable Service service;

  /**
   * A decider.
   *
   * @param workload what the agent's peers are, or null where nobody says
   */
  Decider(RevokedSubjects revoked, @Nullable Workload workload) {
    this.revoked = revoked;
    knowsService = workload != null;
    service =
        workload == null || workload.id() == null
            ? null
            : new Service(workload.id(), Source.VOUCHED);
  }

  /**
   * Decides a question that its peer states whole.
   *
   * @throws dev.writ.authzen.json.InvalidRequest if no policies could decide it
   */
  Decided decide(PolicyState state, Question question, Kind kind, Call call, Recording recording) {
    AccessRequest request = Question.checked(request(question, call));
    Decision foregone = foregone(state, request, recording);
    Program program =
        foregone == null && state instanceof Serving serving ? serving.bundle().program() : null;
    Decision decision = foregone == null ? decide(state, request) : foregone;
    String id = RecordIds.at(call.now().toEpochMilli());
    recording.decided(id, kind, call, request, decision, program);
    return new Decided(id, program == null ? null : program.revision(), decision);
  }

  private AccessRequest request(Question question, Call call) {
    return new AccessRequest(
        question.subject(),
        question.action(),
        question.resource(),
        question.context(),
        service,
        call.peer(),
        null,
        false,
        null,
        call.now());
  }

  /** The decision that policies have no part in, or null where they decide. */
  private @Nullable Decision foregone(
      PolicyState state, AccessRequest request, Recording recording) {
    if (recording.refused()) {
      return Decision.denied(Denied.UNRECORDED);
    }
    if (revoked.contains(request.subject(), request.now())) {
      return Denied.SUBJECT_REVOKED.decision(List.of());
    }
    String reason = reason(state, request.now());
    return reason == null ? null : Decision.denied(reason);
  }

  private @Nullable String reason(PolicyState state, Instant now) {
    return switch (state) {
      case Missing missing -> missing.reason();
      case Serving serving -> reason(serving.bundle(), now);
    };
  }

  private @Nullable String reason(Bundle bundle, Instant now) {
    if (bundle.expired(now)) {
      return "the policies ran out at " + bundle.notAfter() + " and no newer ones came";
    }
    if (bundle.needs().contains(Need.EXTERNAL_ENTITIES)) {
      return "the policies need entities that the agent does not have";
    }
    if (!knowsService && bundle.needs().contains(Need.SERVICE_IDENTITY)) {
      return "the policies need to know the calling service, and the agent's `service` does not say";
    }
    return null;
  }

  private static Decision decide(PolicyState state, AccessRequest request) {
    return switch (state) {
      case Serving serving -> serving.bundle().engine().decide(request);
      case Missing missing -> Decision.denied(missing.reason());
    };
  }
}
