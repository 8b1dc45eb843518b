package dev.writ.client.authzen;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.writ.client.Decision;
import dev.writ.client.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests to, and answers from, a decision point that speaks the AuthZEN Authorization API 1.0
 * (final), sections 6 and 7. Thread-safe.
 *
 * <p>Reading is strict, because every leniency of a JSON reader is a way to see an allow where
 * there is none: UTF-8 only, no duplicate members, nothing after the value, {@code decision} a
 * boolean.
 */
public final class AuthZenJson {

  private static final int DEEPEST = 64;

  private final JsonMapper mapper =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** The body of an evaluation. */
  public byte[] request(Request request) {
    return bytes(tree(request));
  }

  /** The body of several evaluations, each of which is decided. */
  public byte[] requests(List<Request> requests) {
    return bytes(Map.of("evaluations", requests.stream().map(AuthZenJson::tree).toList()));
  }

  /** The decision that the body of an answer states. */
  public Decision answer(byte[] body) throws MalformedAnswerException {
    return AnswerReader.decision(read(body));
  }

  /** The decisions that the body of an answer to this many requests states, in their order. */
  public List<Decision> answers(byte[] body, int expected) throws MalformedAnswerException {
    JsonNode root = read(body);
    JsonNode evaluations = root.path("evaluations");
    if (!evaluations.isArray() || root.has("decision")) {
      throw new MalformedAnswerException("`evaluations` is not a list of answers");
    }
    if (evaluations.size() != expected) {
      throw new MalformedAnswerException(
          evaluations.size() + " answers came for " + expected + " requests");
    }
    List<Decision> decisions = new ArrayList<>(expected);
    for (JsonNode evaluation : evaluations) {
      decisions.add(AnswerReader.decision(evaluation));
    }
    return decisions;
  }

  private static Map<String, Object> tree(Request request) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "subject",
        entity(request.subject().type(), request.subject().id(), request.subject().properties()));
    tree.put("action", named(request.action().name(), request.action().properties()));
    tree.put(
        "resource",
        entity(
            request.resource().type(), request.resource().id(), request.resource().properties()));
    if (!request.context().isEmpty()) {
      tree.put("context", request.context());
    }
    return tree;
  }

  private static Map<String, Object> entity(
      String type, String id, Map<String, Object> properties) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("type", type);
    entity.put("id", id);
    return withProperties(entity, properties);
  }

  private static Map<String, Object> named(String name, Map<String, Object> properties) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", name);
    return withProperties(named, properties);
  }

  private static Map<String, Object> withProperties(
      Map<String, Object> members, Map<String, Object> properties) {
    if (!properties.isEmpty()) {
      members.put("properties", properties);
    }
    return members;
  }

  private byte[] bytes(Object tree) {
    try {
      return mapper.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private JsonNode read(byte[] body) throws MalformedAnswerException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return mapper.readTree(text);
    } catch (CharacterCodingException e) {
      throw new MalformedAnswerException("the answer is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new MalformedAnswerException("the answer is not JSON: " + e.getOriginalMessage());
    }
  }
}
