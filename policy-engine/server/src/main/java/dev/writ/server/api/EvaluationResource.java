package dev.writ.server.api;

import dev.writ.authzen.Answer;
import dev.writ.authzen.Answer.Refusal;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.Batch;
import dev.writ.authzen.Question;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import dev.writ.server.peer.Refused;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.record.Recording;
import dev.writ.server.record.Recordings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** AuthZEN's Access Evaluation and Access Evaluations. */
@Path("/access/v1")
@Produces(MediaType.APPLICATION_JSON)
public class EvaluationResource {
  /** The most evaluations that stay on the event loop. */
  private static final int SMALL_BATCH = 16;

  /** A body of this size takes about 0.2 ms to read. */
  private static final int LARGE_BODY = 16 * 1024;

  private final Policies policies;
  private final Decider decider;
  private final Doorman doorman;
  private final Recordings recordings;

  EvaluationResource(Policies policies, Decider decider, Doorman doorman, Recordings recordings) {
    this.policies = policies;
    this.decider = decider;
    this.doorman = doorman;
    this.recordings = recordings;
  }

  /** One evaluation. */
  @POST
  @Path("evaluation")
  public Uni<byte[]> evaluation(byte[] body, @Context HttpServerRequest request) {
    return doorman
        .admit(request, body, Operation.EVALUATE)
        .flatMap(
            caller ->
                recordings.answer(
                    body.length > LARGE_BODY,
                    recording -> evaluate(readBody(body), caller, recording)));
  }

  /** Several evaluations; without a list of them, one. */
  @POST
  @Path("evaluations")
  public Uni<byte[]> evaluations(byte[] body, @Context HttpServerRequest request) {
    return doorman
        .admit(request, body, Operation.EVALUATE)
        .flatMap(caller -> evaluations(body, caller));
  }

  private Uni<byte[]> evaluations(byte[] body, Caller caller) {
    if (body.length > LARGE_BODY) {
      return recordings.answer(true, recording -> evaluateAll(readBody(body), caller, recording));
    }
    Members members = readBody(body);
    boolean longWork = Batch.listed(members).size() > SMALL_BATCH;
    return recordings.answer(longWork, recording -> evaluateAll(members, caller, recording));
  }

  private static Members readBody(byte[] body) {
    return Members.of(StrictJson.readObject(body));
  }

  private byte[] evaluate(Members body, Caller caller, Recording recording) {
    var asked = RequestReader.evaluation(body, caller);
    return AnswerJson.bytes(
        decider.decide(policies.current(), asked, Kind.EVALUATION, caller, recording));
  }

  private byte[] evaluateAll(Members body, Caller caller, Recording recording) {
    if (Batch.listed(body).isEmpty()) {
      return evaluate(body, caller, recording);
    }
    Batch batch = Batch.of(body, RequestReader.known(caller));
    PolicyState state = policies.current();
    return JsonWriter.bytes(
        json -> batch.write(json, question -> answer(question, state, caller, recording)));
  }

  /** An evaluation of a batch, whose evaluations all see the same policies and the same time. */
  private Answer answer(Question question, PolicyState state, Caller caller, Recording recording) {
    try {
      var asked = RequestReader.believed(question, caller);
      return decider.decide(state, asked, Kind.BATCH_ITEM, caller, recording);
    } catch (Refused e) {
      decider.refused(e);
      return new Refusal(e.status(), e.reason());
    }
  }
}
