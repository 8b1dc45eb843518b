package dev.writ.server.sink;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.log.record.LeafDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as an event of the Open Cybersecurity Schema Framework, version 1.5.0: class API
 * Activity (6003) of the category Application Activity. What that class has no place for is in
 * {@code unmapped}, under the record's own names.
 */
final class ApiActivity {
  private static final int CATEGORY = 6;
  private static final int CLASS = 6003;
  private static final int OTHER_ACTIVITY = 99;
  private static final int INFORMATIONAL = 1;
  private static final int LOW = 2;
  private static final String UNKNOWN = "unknown";

  private ApiActivity() {}

  /** Writes the event of a record. */
  static void write(JsonGenerator json, Map<String, Object> record) throws IOException {
    Outcome outcome = Outcome.of(record);
    json.writeStartObject();
    json.writeNumberField("category_uid", CATEGORY);
    json.writeNumberField("class_uid", CLASS);
    json.writeNumberField("activity_id", OTHER_ACTIVITY);
    json.writeStringField("activity_name", or(text(record, "type"), UNKNOWN));
    json.writeNumberField("type_uid", CLASS * 100 + OTHER_ACTIVITY);
    json.writeNumberField("severity_id", outcome == Outcome.DENIED ? LOW : INFORMATIONAL);
    json.writeNumberField("time", Instant.parse(or(text(record, "time"), "")).toEpochMilli());
    metadata(json, record);
    actor(json, record);
    api(json, record);
    json.writeObjectFieldStart("src_endpoint");
    json.writeStringField("name", or(text(record, "peer", "id"), UNKNOWN));
    json.writeEndObject();
    if (outcome != null) {
      outcome.write(json);
    }
    if (record.containsKey("resource")) {
      resource(json, record);
    }
    json.writeFieldName("unmapped");
    json.writeRawValue(new String(LeafDocument.write(record), StandardCharsets.UTF_8));
    json.writeEndObject();
  }

  /** How it came out, in the words of the profile Security Control. */
  private enum Outcome {
    ALLOWED(1, "Allowed", 1, "Success"),
    DENIED(2, "Denied", 2, "Failure");

    private final int action;
    private final String actionName;
    private final int status;
    private final String statusName;

    Outcome(int action, String actionName, int status, String statusName) {
      this.action = action;
      this.actionName = actionName;
      this.status = status;
      this.statusName = statusName;
    }

    /** Of a decision or a caller turned away; null of what is neither. */
    static @Nullable Outcome of(Map<String, Object> record) {
      return switch (text(record, "type")) {
        case "decision" -> "allow".equals(text(record, "decision", "verdict")) ? ALLOWED : DENIED;
        case "refused" -> DENIED;
        case null, default -> null;
      };
    }

    void write(JsonGenerator json) throws IOException {
      json.writeNumberField("action_id", action);
      json.writeStringField("action", actionName);
      json.writeNumberField("status_id", status);
      json.writeStringField("status", statusName);
    }
  }

  private static void metadata(JsonGenerator json, Map<String, Object> record) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("version", "1.5.0");
    json.writeStringField("uid", or(text(record, "id"), UNKNOWN));
    json.writeStringField("log_name", "writ/" + or(text(record, "instance"), UNKNOWN));
    json.writeObjectFieldStart("product");
    json.writeStringField("name", "Writ");
    json.writeStringField("vendor_name", "Writ");
    json.writeEndObject();
    json.writeArrayFieldStart("profiles");
    json.writeString("security_control");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void actor(JsonGenerator json, Map<String, Object> record) throws IOException {
    json.writeObjectFieldStart("actor");
    String subject = text(record, "subject", "id");
    if (subject != null) {
      json.writeObjectFieldStart("user");
      json.writeStringField("uid", subject);
      json.writeStringField("type", or(text(record, "subject", "type"), UNKNOWN));
      json.writeEndObject();
    }
    json.writeStringField("app_name", or(text(record, "peer", "id"), "writ"));
    json.writeEndObject();
  }

  private static void api(JsonGenerator json, Map<String, Object> record) throws IOException {
    json.writeObjectFieldStart("api");
    json.writeStringField(
        "operation", or(text(record, "action", "name"), or(text(record, "type"), UNKNOWN)));
    json.writeObjectFieldStart("request");
    json.writeStringField("uid", or(text(record, "requestId"), or(text(record, "id"), UNKNOWN)));
    json.writeEndObject();
    json.writeObjectFieldStart("service");
    json.writeStringField("name", or(text(record, "service", "id"), "writ"));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void resource(JsonGenerator json, Map<String, Object> record) throws IOException {
    json.writeArrayFieldStart("resources");
    json.writeStartObject();
    json.writeStringField("uid", or(text(record, "resource", "id"), UNKNOWN));
    json.writeStringField("type", or(text(record, "resource", "type"), UNKNOWN));
    json.writeEndObject();
    json.writeEndArray();
  }

  /** The text at a path, or null where there is none or it is masked. */
  private static @Nullable String text(Map<String, Object> record, String... path) {
    Object value = record;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value instanceof String text ? text : null;
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
