package dev.writ.server.api;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.RecordIds;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.program.Program;
import dev.writ.server.operations.DecisionMeters;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.record.Recording;
import dev.writ.server.record.Recordings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** An evaluation with everything that was considered: as JSON, or as text for people. */
@Path("/v1/explain")
public class ExplainResource {

  private final Policies policies;
  private final DecisionMeters meters;
  private final Decider decider;
  private final Doorman doorman;
  private final Recordings recordings;

  ExplainResource(
      Policies policies,
      DecisionMeters meters,
      Decider decider,
      Doorman doorman,
      Recordings recordings) {
    this.policies = policies;
    this.meters = meters;
    this.decider = decider;
    this.doorman = doorman;
    this.recordings = recordings;
  }

  /** For programs. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> json(byte[] body, @Context HttpServerRequest request) {
    return explain(body, request, ExplanationForm.JSON);
  }

  /** For people. */
  @POST
  @Produces(MediaType.TEXT_PLAIN)
  public Uni<byte[]> text(byte[] body, @Context HttpServerRequest request) {
    return explain(body, request, ExplanationForm.TEXT);
  }

  private Uni<byte[]> explain(byte[] body, HttpServerRequest request, ExplanationForm form) {
    return doorman
        .admit(request, body, Operation.EXPLAIN)
        .flatMap(
            caller -> recordings.answer(true, recording -> explain(body, caller, form, recording)));
  }

  private byte[] explain(byte[] body, Caller caller, ExplanationForm form, Recording recording) {
    var asked = RequestReader.evaluation(Members.of(StrictJson.readObject(body)), caller);
    PolicyState state = policies.current();
    if (state instanceof Serving serving && asked.foregone() == null && !recording.refused()) {
      return explain(serving.engine(), asked, caller, form, recording);
    }
    return form.unexplained(decider.decide(state, asked, Kind.EXPLANATION, caller, recording));
  }

  private byte[] explain(
      Engine engine, Asked asked, Caller caller, ExplanationForm form, Recording recording) {
    long start = System.nanoTime();
    String id = RecordIds.at(caller.now().toEpochMilli());
    Explanation explanation = engine.explain(asked.request());
    Decision decision = explanation.decision().alsoDropped(asked.dropped());
    long took = System.nanoTime() - start;
    recording.count(() -> meters.record(Kind.EXPLANATION, decision, took));
    Program program = engine.program();
    recording.decided(id, Kind.EXPLANATION, caller, asked.request(), decision, program);
    var answer = new Decided(id, program.revision(), decision);
    return form.explained(program, answer, explanation);
  }
}
