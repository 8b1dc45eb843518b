package dev.writ.authzen.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body as JSON (RFC 8259) of the I-JSON profile (RFC 7493): UTF-8 without a byte
 * order mark, no member twice, no lone surrogates, no integer that a double cannot hold. What is
 * ambiguous is refused, never repaired.
 */
public final class StrictJson {
  /** The most levels of objects and arrays, the body itself being the first. */
  public static final int MAX_DEPTH = 64;

  private static final long MAX_INTEGER = (1L << 53) - 1;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads one JSON object. Numbers become Double, null stays null; the rest is String, Boolean,
   * List and Map.
   *
   * @throws InvalidRequest if the body is anything else
   */
  public static Map<String, Object> readObject(byte[] body) {
    Utf8.check(body);
    try (JsonParser parser = FACTORY.createParser(body)) {
      return new StrictJson(parser).document();
    } catch (JsonProcessingException e) {
      throw new InvalidRequest("the body is not valid JSON" + place(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new InvalidRequest("the body is empty: send a JSON object");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new InvalidRequest(
          "the body is not a JSON object: send one, such as `{\"subject\": …}`");
    }
    Map<String, Object> object = object(1);
    if (parser.nextToken() != null) {
      throw refused("the body goes on after its JSON object");
    }
    return object;
  }

  /** The engine's form of JSON has null for null, which its types do not say. */
  @SuppressWarnings("NullAway")
  private Map<String, Object> object(int depth) throws IOException {
    checkDepth(depth);
    Map<String, Object> members = new HashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      checkText(name);
      if (members.containsKey(name)) {
        throw refused("the member `" + name + "` appears twice in the same object");
      }
      members.put(name, value(parser.nextToken(), depth));
    }
    return members;
  }

  @SuppressWarnings("NullAway")
  private List<Object> list(int depth) throws IOException {
    checkDepth(depth);
    List<Object> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      elements.add(value(t, depth));
    }
    return elements;
  }

  private @Nullable Object value(JsonToken token, int depth) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> list(depth + 1);
      case VALUE_STRING -> checkText(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> fraction();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw refused("the body is not valid JSON");
    };
  }

  private Double integer() throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value >= -MAX_INTEGER && value <= MAX_INTEGER) {
        return (double) value;
      }
    }
    throw refused("an integer is beyond 2^53-1, where JSON numbers lose digits: send it as a text");
  }

  private Double fraction() throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw refused("a number is beyond the range of a double: send it as a text");
    }
    return value;
  }

  private void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("the body nests deeper than " + MAX_DEPTH + " levels");
    }
  }

  private String checkText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw refused("a text holds half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private InvalidRequest refused(String problem) {
    return new InvalidRequest(problem + place(parser.currentLocation()));
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
