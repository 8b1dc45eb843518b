package dev.writ.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Failure;
import dev.writ.server.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/** Writes decisions as AuthZEN answers. */
final class AnswerJson {
  static final int BAD_REQUEST = 400;

  private AnswerJson() {}

  /** One answer, as a document or an item of a batch. */
  static void write(JsonGenerator json, Answer answer) throws IOException {
    json.writeStartObject();
    members(json, answer);
    json.writeEndObject();
  }

  /** The members of an answer, in an object that the caller begins and ends. */
  static void members(JsonGenerator json, Answer answer) throws IOException {
    Decision decision = answer.decision();
    json.writeBooleanField("decision", decision.allowed());
    json.writeObjectFieldStart("context");
    json.writeStringField("id", answer.id());
    if (answer.revision() != null) {
      json.writeStringField("revision", answer.revision().toString());
    }
    texts(json, "rules", decision.rules());
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
      texts(json, "dropped", decision.dropped());
    }
    json.writeEndObject();
  }

  /** A deny in place of an evaluation of a batch that is invalid or that its peer may not ask. */
  static void refused(JsonGenerator json, int status, String message) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("decision", false);
    json.writeObjectFieldStart("context");
    json.writeObjectFieldStart("error");
    json.writeNumberField("status", status);
    json.writeStringField("message", message);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** A list of texts as a member. */
  static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
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
