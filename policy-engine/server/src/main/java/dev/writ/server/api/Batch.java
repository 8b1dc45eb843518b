package dev.writ.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.server.json.InvalidRequest;
import dev.writ.server.json.Members;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Refused;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.record.Recording;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The evaluations of one request, which all see the same policies and the same time. An evaluation
 * that cannot be understood is a deny among the others.
 */
record Batch(Members body, List<?> items, Semantic semantic, Caller caller) {
  /** The most evaluations in a request. */
  static final int MAX_EVALUATIONS = 1_000;

  /** Reads the batch of a body, whose list of evaluations is not empty. */
  static Batch of(Members body, Caller caller) {
    List<?> items = body.list("evaluations");
    if (items.size() > MAX_EVALUATIONS) {
      throw new InvalidRequest(
          "`evaluations` has more than 1,000 elements: send them in several requests");
    }
    RequestReader.checkDefaults(body);
    return new Batch(body, items, Semantic.of(body), caller);
  }

  /** Decides and writes the answers, up to the one that ends the batch. */
  void write(JsonGenerator json, Decider decider, PolicyState policies, Recording recording)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("evaluations");
    boolean ended = false;
    for (int i = 0; i < items.size() && !ended; i++) {
      ended = semantic.endsAt(writeItem(json, i, decider, policies, recording));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private boolean writeItem(
      JsonGenerator json, int index, Decider decider, PolicyState policies, Recording recording)
      throws IOException {
    try {
      var asked = RequestReader.item(item(index), body, caller);
      Answer answer = decider.decide(policies, asked, Kind.BATCH_ITEM, caller, recording);
      AnswerJson.write(json, answer);
      return answer.decision().allowed();
    } catch (InvalidRequest e) {
      AnswerJson.refused(json, AnswerJson.BAD_REQUEST, e.reason());
    } catch (Refused e) {
      decider.refused(e);
      AnswerJson.refused(json, e.status(), e.reason());
    }
    return false;
  }

  private Members item(int index) {
    String path = "evaluations[" + index + "]";
    if (items.get(index) instanceof Map<?, ?> item) {
      return new Members(path, Members.map(item));
    }
    throw new InvalidRequest("`" + path + "` must be an object");
  }
}
