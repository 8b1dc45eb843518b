package dev.writ.log.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** A report as JSON; its form is stable. */
final class ReportJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ReportJson() {}

  static String json(ReplayReport report) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      write(json, report);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.append("\n").toString();
  }

  private static void write(JsonGenerator json, ReplayReport report) throws IOException {
    json.writeStartObject();
    json.writeNumberField("decisions", report.decisions());
    json.writeNumberField("same", report.same());
    json.writeNumberField("answersChanged", report.answersChanged());
    json.writeNumberField("detailsChanged", report.detailsChanged());
    json.writeNumberField("undecidable", report.undecidable());
    json.writeNumberField("withoutPolicies", report.withoutPolicies());
    json.writeNumberField("notByPolicies", report.notByPolicies());
    json.writeNumberField("unreadable", report.unreadable());
    json.writeArrayFieldStart("changes");
    for (Group group : report.groups()) {
      json.writeStartObject();
      json.writeStringField("kind", kind(group.change().kind()));
      json.writeStringField("rule", group.change().rule());
      json.writeNumberField("count", group.count());
      examples(json, "examples", group.examples());
      json.writeEndObject();
    }
    json.writeEndArray();
    examples(json, "undecidableExamples", report.undecidableExamples());
    json.writeEndObject();
  }

  private static String kind(Change.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void examples(JsonGenerator json, String name, List<Example> examples)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Example example : examples) {
      json.writeStartObject();
      json.writeNumberField("index", example.index());
      json.writeStringField("id", example.id());
      json.writeStringField("time", example.time().toString());
      json.writeStringField("subject", example.subject());
      json.writeStringField("action", example.action());
      json.writeStringField("resource", example.resource());
      side(json, "before", example.before());
      side(json, "after", example.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void side(JsonGenerator json, String name, Example.Side side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("verdict", side.verdict());
    texts(json, "rules", side.rules());
    if (side.reason() != null) {
      json.writeStringField("reason", side.reason());
    }
    texts(json, "errors", side.errors());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
