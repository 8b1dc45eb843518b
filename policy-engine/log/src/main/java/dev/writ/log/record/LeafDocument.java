package dev.writ.log.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Leaves as the JSON that they are, with all their marks: for who passes records on and decides
 * nothing by them.
 */
public final class LeafDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private LeafDocument() {}

  /**
   * Reads a leaf.
   *
   * @return texts, {@link Double}s, {@link Boolean}s, nulls, lists and maps of these
   * @throws InvalidRecord where it is not one JSON object
   */
  public static Map<String, Object> read(byte[] leaf) {
    try (JsonParser parser = JSON.createParser(leaf)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        Map<String, Object> members = object(parser);
        if (parser.nextToken() == null) {
          return members;
        }
      }
      throw new InvalidRecord("a record must be one JSON object");
    } catch (IOException notJson) {
      throw new InvalidRecord("a record must be JSON", notJson);
    }
  }

  /** The canonical form (RFC 8785) of what {@link #read} gave, or of a part of it. */
  public static byte[] write(Map<String, Object> members) {
    CanonicalJson json = new CanonicalJson();
    write(members, json);
    return json.copy(0);
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      members.put(name, value(parser));
    }
    return LeafParser.members(members);
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new InvalidRecord("a record must be whole JSON");
    };
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static void write(@Nullable Object value, CanonicalJson json) {
    switch (value) {
      case null -> json.literal("null");
      case String text -> json.text(text);
      case Boolean truth -> json.bool(truth);
      case Double number -> json.number(number);
      case List<?> list -> {
        json.begin('[');
        list.forEach(element -> write(element, json));
        json.end(']');
      }
      case Map<?, ?> map -> {
        json.begin('{');
        new TreeMap<>(LeafParser.members(map))
            .forEach(
                (name, member) -> {
                  json.name(name);
                  write(member, json);
                });
        json.end('}');
      }
      default -> throw new IllegalArgumentException("no leaf holds a " + value.getClass());
    }
  }
}
