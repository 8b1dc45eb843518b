package dev.writ.authzen;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.authzen.Answer.Refusal;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.Members;
import dev.writ.engine.request.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluations of one request. One that cannot be understood is a deny among the others.
 *
 * @param known the subject of evaluations that state none, or null if they must
 */
public record Batch(Members body, List<?> items, Semantic semantic, @Nullable Subject known) {
  /** The most evaluations in a request. */
  public static final int MAX_EVALUATIONS = 1_000;

  private static final int BAD_REQUEST = 400;

  /** Answers one evaluation. */
  @FunctionalInterface
  public interface Evaluator {
    /**
     * The answer.
     *
     * @throws InvalidRequest if the question says nothing decidable
     */
    Answer answer(Question question);
  }

  /** The evaluations that a body lists; where it lists none, the body is a single evaluation. */
  public static List<?> listed(Members body) {
    return body.list("evaluations");
  }

  /** Reads the batch of a body, whose list of evaluations is not empty. */
  public static Batch of(Members body, @Nullable Subject known) {
    List<?> items = listed(body);
    if (items.size() > MAX_EVALUATIONS) {
      throw new InvalidRequest(
          "`evaluations` has more than 1,000 elements: send them in several requests");
    }
    InformationModel.checkDefaults(body);
    return new Batch(body, items, Semantic.of(body), known);
  }

  /** Evaluates and writes the answers, up to the one that ends the batch. */
  public void write(JsonGenerator json, Evaluator evaluator) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("evaluations");
    boolean ended = false;
    for (int i = 0; i < items.size() && !ended; i++) {
      Answer answer = answer(i, evaluator);
      AnswerJson.write(json, answer);
      ended = semantic.endsAt(answer.allowed());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private Answer answer(int index, Evaluator evaluator) {
    try {
      return evaluator.answer(InformationModel.item(item(index), body, known));
    } catch (InvalidRequest e) {
      return new Refusal(BAD_REQUEST, e.reason());
    }
  }

  private Members item(int index) {
    String path = "evaluations[" + index + "]";
    if (items.get(index) instanceof Map<?, ?> item) {
      return new Members(path, Members.map(item));
    }
    throw new InvalidRequest("`" + path + "` must be an object");
  }
}
