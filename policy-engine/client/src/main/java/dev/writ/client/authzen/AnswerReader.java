package dev.writ.client.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.writ.client.Answered;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One answer's JSON as a decision. */
final class AnswerReader {

  private static final ObjectMapper CONVERTER = new ObjectMapper();

  private AnswerReader() {}

  static Decision decision(JsonNode answer) throws MalformedAnswerException {
    JsonNode decision = answer.path("decision");
    if (!decision.isBoolean()) {
      throw new MalformedAnswerException("`decision` is not a boolean");
    }
    JsonNode context = member(answer, "context", JsonNode::isObject, "an object");
    if (context.has("error")) {
      return notDecided(decision.booleanValue(), context.path("error"));
    }
    return answered(decision.booleanValue(), context);
  }

  /** An evaluation of a batch that failed by itself (AuthZEN 1.0, section 7.2.1). */
  private static Decision notDecided(boolean allowed, JsonNode error)
      throws MalformedAnswerException {
    if (allowed) {
      throw new MalformedAnswerException("the answer allows and states an error");
    }
    return new Unanswered(Failure.INVALID_REQUEST, error.path("message").asText(error.toString()));
  }

  private static Decision answered(boolean allowed, JsonNode context)
      throws MalformedAnswerException {
    List<String> rules = texts(context, "rules");
    if (allowed && context.has("rules") && rules.isEmpty()) {
      throw new MalformedAnswerException("the answer allows by no rule");
    }
    try {
      return new Answered(
          allowed,
          text(context, "id"),
          text(context, "revision"),
          rules,
          text(context, "reason"),
          map(member(context, "output", JsonNode::isObject, "an object")),
          list(context, "errors"),
          texts(context, "dropped"));
    } catch (IllegalArgumentException e) {
      throw new MalformedAnswerException("the answer's context is unreadable: " + e.getMessage());
    }
  }

  private static Optional<String> text(JsonNode parent, String name)
      throws MalformedAnswerException {
    JsonNode text = member(parent, name, JsonNode::isTextual, "text");
    return text.isMissingNode() ? Optional.empty() : Optional.of(text.textValue());
  }

  private static List<String> texts(JsonNode parent, String name) throws MalformedAnswerException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(parent, name)) {
      if (!element.isTextual()) {
        throw new MalformedAnswerException("`" + name + "` is not a list of texts");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  private static List<Object> list(JsonNode parent, String name) throws MalformedAnswerException {
    List<Object> values = new ArrayList<>();
    for (JsonNode element : array(parent, name)) {
      values.add(CONVERTER.convertValue(element, Object.class));
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode node) {
    return node.isMissingNode() ? Map.of() : CONVERTER.convertValue(node, Map.class);
  }

  private static JsonNode array(JsonNode parent, String name) throws MalformedAnswerException {
    return member(parent, name, JsonNode::isArray, "a list");
  }

  /** A member of the right kind, or the missing node where it is absent or null. */
  private static JsonNode member(
      JsonNode parent, String name, Predicate<JsonNode> kind, String kindName)
      throws MalformedAnswerException {
    JsonNode node = parent.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return MissingNode.getInstance();
    }
    if (!kind.test(node)) {
      throw new MalformedAnswerException("`" + name + "` is not " + kindName);
    }
    return node;
  }
}
