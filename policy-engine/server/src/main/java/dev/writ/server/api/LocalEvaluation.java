package dev.writ.server.api;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.RecordIds;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.explain.ExplanationText;
import dev.writ.engine.request.AccessRequest;
import dev.writ.server.grant.ConfiguredGrants;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Refused;
import java.time.Instant;

/**
 * An evaluation without a server: what {@code POST /access/v1/evaluation} answers to a peer on the
 * same machine, from the same body.
 */
public final class LocalEvaluation {
  private final Engine engine;
  private final AccessRequest request;
  private final Decision decision;

  private LocalEvaluation(Engine engine, AccessRequest request) {
    this.engine = engine;
    this.request = request;
    this.decision = engine.decide(request);
  }

  /**
   * Evaluates a body of JSON at an instant.
   *
   * @throws InvalidRequest if the server would refuse it
   */
  public static LocalEvaluation of(Engine engine, byte[] body, Instant now) {
    var caller = Caller.local(ConfiguredGrants.local(), now);
    var members = Members.of(StrictJson.readObject(body));
    try {
      return new LocalEvaluation(engine, RequestReader.evaluation(members, caller).request());
    } catch (Refused e) {
      throw new InvalidRequest(e.reason());
    }
  }

  /** Whether the decision is allow. */
  public boolean allowed() {
    return decision.allowed();
  }

  /** The answer in JSON, as UTF-8. */
  public byte[] answer() {
    String id = RecordIds.at(request.now().toEpochMilli());
    return AnswerJson.bytes(new Decided(id, engine.program().revision(), decision));
  }

  /** Why, for people. */
  public String explanation(ExplanationText.Style style) {
    return ExplanationText.of(engine.explain(request), engine.program(), style);
  }
}
