package dev.writ.authzen;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.Answer.Refusal;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Failure;
import java.io.IOException;
import java.util.List;

/** Writes AuthZEN answers. */
public final class AnswerJson {

  private AnswerJson() {}

  /** One answer, as a document or an item of a batch. */
  public static void write(JsonGenerator json, Answer answer) throws IOException {
    json.writeStartObject();
    switch (answer) {
      case Decided decided -> members(json, decided);
      case Refusal refusal -> refused(json, refusal);
    }
    json.writeEndObject();
  }

  /** One answer as UTF-8. */
  public static byte[] bytes(Answer answer) {
    return JsonWriter.bytes(json -> write(json, answer));
  }

  /** The members of a decision, in an object that the caller begins and ends. */
  public static void members(JsonGenerator json, Decided answer) throws IOException {
    Decision decision = answer.decision();
    json.writeBooleanField("decision", decision.allowed());
    json.writeObjectFieldStart("context");
    json.writeStringField("id", answer.id());
    if (answer.revision() != null) {
      json.writeStringField("revision", answer.revision().toString());
    }
    JsonWriter.texts(json, "rules", decision.rules());
    if (decision.reason() != null) {
      json.writeStringField("reason", decision.reason());
    }
    if (!decision.output().isEmpty()) {
      json.writeFieldName("output");
      JsonWriter.value(json, decision.output());
    }
    if (!decision.failures().isEmpty()) {
      failures(json, decision.failures());
    }
    if (!decision.dropped().isEmpty()) {
      JsonWriter.texts(json, "dropped", decision.dropped());
    }
    json.writeEndObject();
  }

  private static void refused(JsonGenerator json, Refusal refusal) throws IOException {
    json.writeBooleanField("decision", false);
    json.writeObjectFieldStart("context");
    json.writeObjectFieldStart("error");
    json.writeNumberField("status", refusal.status());
    json.writeStringField("message", refusal.message());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void failures(JsonGenerator json, List<Failure> failures) throws IOException {
    json.writeArrayFieldStart("errors");
    for (Failure failure : failures) {
      json.writeStartObject();
      json.writeStringField("rule", failure.rule());
      json.writeStringField("part", failure.part());
      json.writeStringField("code", failure.error().code().id());
      if (failure.error().subject() != null) {
        json.writeStringField("subject", failure.error().subject());
      }
      json.writeStringField("message", failure.error().message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
