package dev.writ.server.sink;

import dev.writ.authzen.json.JsonWriter;
import dev.writ.log.record.LeafDocument;
import dev.writ.server.config.WritConfig.DecisionLog.Form;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a record what a sink gets of it: its rules applied, in its form. Thread-safe. */
final class Messages {
  private final Rules rules;
  private final Form form;

  Messages(Rules rules, Form form) {
    this.rules = rules;
    this.form = form;
  }

  /**
   * The message of a record, as the log has it.
   *
   * @return null where it is dropped
   */
  @Nullable Message of(byte[] leaf) {
    Map<String, Object> record = LeafDocument.read(leaf);
    Map<String, Object> left = rules.apply(record);
    if (left == null) {
      return null;
    }
    return new Message(
        text(record, "id"),
        text(record, "instance"),
        text(record, "type"),
        Instant.parse(text(record, "time")),
        content(leaf, record, left),
        form == Form.CLOUDEVENTS);
  }

  /** Bytes that nothing was taken from stay those of the log, whose proofs hold for them. */
  private byte[] content(byte[] leaf, Map<String, Object> record, Map<String, Object> left) {
    if (form == Form.OCSF) {
      return JsonWriter.bytes(json -> ApiActivity.write(json, left));
    }
    return left == record ? leaf : LeafDocument.write(left);
  }

  private static String text(Map<String, Object> record, String member) {
    return record.get(member) instanceof String text ? text : "";
  }
}
