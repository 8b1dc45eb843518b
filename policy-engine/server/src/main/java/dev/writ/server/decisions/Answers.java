package dev.writ.server.decisions;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.log.read.Page;
import dev.writ.log.store.LogReader.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes records as answers: as they are in the log, so that what is masked stays so. */
final class Answers {
  private Answers() {}

  /** A page of records. */
  static byte[] page(Page page) {
    return JsonWriter.bytes(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("records");
          for (Page.Found found : page.records()) {
            record(json, found.entry());
          }
          json.writeEndArray();
          if (page.next() != null) {
            json.writeStringField("cursor", page.next());
          }
          json.writeEndObject();
        });
  }

  /** A record with its place in the log. */
  static void record(JsonGenerator json, Stored stored) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", stored.index());
    json.writeFieldName("record");
    json.writeRawValue(new String(stored.leaf(), StandardCharsets.UTF_8));
    json.writeEndObject();
  }
}
