package dev.writ.authzen;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Named;
import dev.writ.engine.decision.Explanation.Part;
import dev.writ.engine.explain.Observation;
import dev.writ.engine.explain.Observations;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Program;
import java.io.IOException;
import java.util.List;

/** Writes explanations as JSON: AuthZEN's answer with an {@code explanation} beside it. */
public final class ExplanationJson {
  private final JsonGenerator json;
  private final Observations observations;

  private ExplanationJson(JsonGenerator json, Observations observations) {
    this.json = json;
    this.observations = observations;
  }

  /**
   * An explained answer as UTF-8.
   *
   * @param program which decided
   */
  public static byte[] bytes(Program program, Decided answer, Explanation explanation) {
    var observations = new Observations(program);
    return JsonWriter.bytes(
        json -> {
          json.writeStartObject();
          AnswerJson.members(json, answer);
          json.writeFieldName("explanation");
          write(json, explanation, observations);
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Explanation explanation, Observations observations)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("permission", explanation.permission());
    JsonWriter.texts(json, "roles", explanation.roles());
    JsonWriter.texts(json, "reads", explanation.reads());
    json.writeArrayFieldStart("rules");
    var writer = new ExplanationJson(json, observations);
    for (Considered rule : explanation.rules()) {
      writer.rule(rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("named");
    for (Named named : explanation.named()) {
      writer.named(named);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rule(Considered rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", rule.rule());
    json.writeStringField("effect", rule.effect());
    json.writeStringField("outcome", rule.outcome().id());
    json.writeBooleanField("determining", rule.determining());
    if (rule.file() != null) {
      json.writeStringField("file", rule.file());
      json.writeNumberField("line", rule.line());
    }
    if (rule.reason() != null) {
      json.writeStringField("reason", rule.reason());
    }
    json.writeArrayFieldStart("parts");
    for (Part part : rule.parts()) {
      part(part);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void part(Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("part", part.name());
    json.writeStringField("text", part.text());
    json.writeStringField("outcome", part.outcome().id());
    if (part.actual() != null) {
      json.writeStringField("actual", part.actual());
    }
    if (part.trace() != null) {
      values(observations.of(part.trace()));
    }
    json.writeEndObject();
  }

  private void named(Named named) throws IOException {
    Expression expression = named.trace().expression();
    json.writeStartObject();
    json.writeStringField("name", named.name());
    json.writeStringField("file", expression.file());
    json.writeNumberField("line", expression.line());
    values(observations.whole(named.trace()));
    json.writeEndObject();
  }

  private void values(List<Observation> values) throws IOException {
    json.writeArrayFieldStart("values");
    for (Observation seen : values) {
      json.writeStartObject();
      json.writeStringField("text", seen.text());
      json.writeStringField("value", seen.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
