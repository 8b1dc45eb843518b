package dev.writ.authzen.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes JSON answers as UTF-8. */
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int TYPICAL_SIZE = 512;

  private JsonWriter() {}

  /** Writes one document. */
  @FunctionalInterface
  public interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  /** The bytes of a document. */
  public static byte[] bytes(Document document) {
    var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      document.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes a JSON value: null, Boolean, Long, Double, String, List or Map. Maps are sorted by key,
   * so that equal values have equal texts.
   */
  public static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean bool -> json.writeBoolean(bool);
      case Long integer -> json.writeNumber(integer);
      case Double number -> json.writeNumber(number);
      case List<?> list -> list(json, list);
      case Map<?, ?> map -> map(json, map);
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  /** A list of texts as a member. */
  public static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void list(JsonGenerator json, List<?> list) throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      value(json, element);
    }
    json.writeEndArray();
  }

  private static void map(JsonGenerator json, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (var entry : new TreeMap<>(map).entrySet()) {
      json.writeFieldName((String) entry.getKey());
      value(json, entry.getValue());
    }
    json.writeEndObject();
  }
}
