package dev.writ.server.api;

import dev.writ.compiler.explain.ExplanationText;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.server.grant.ConfiguredGrants;
import dev.writ.server.json.InvalidRequest;
import dev.writ.server.json.JsonWriter;
import dev.writ.server.json.Members;
import dev.writ.server.json.StrictJson;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Refused;
import dev.writ.server.record.RecordIds;
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
    var answer = new Answer(id, engine.program().revision(), decision);
    return JsonWriter.bytes(json -> AnswerJson.write(json, answer));
  }

  /** Why, for people. */
  public String explanation(ExplanationText.Style style) {
    return ExplanationText.of(engine.explain(request), engine.program(), style);
  }
}
