package dev.writ.log.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.Unknown;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a leaf or a disclosure as values of requests: what is concealed comes from its
 * disclosure, and where that was deleted it is unknown. Not thread-safe.
 */
final class LeafParser {
  private final JsonParser parser;
  private final Disclosures disclosures;
  private final Deque<String> place = new ArrayDeque<>();
  private boolean partial;

  LeafParser(JsonParser parser, Disclosures disclosures) {
    this.parser = parser;
    this.disclosures = disclosures;
  }

  /** Whether something was not there. */
  boolean partial() {
    return partial;
  }

  @SuppressWarnings("unchecked") // JSON's names are texts
  static Map<String, Object> members(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /** The value at the current token. */
  @Nullable Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new InvalidRecord("a record must be whole JSON");
    };
  }

  private List<@Nullable Object> list() throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value());
    }
    return list;
  }

  @Nullable Object object() throws IOException {
    Map<String, @Nullable Object> map = new HashMap<>();
    boolean mark = false;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String plain = name;
      if (!name.isEmpty() && name.charAt(0) == '_') {
        boolean escaped = name.length() > 1 && name.charAt(1) == '_';
        plain = escaped ? name.substring(1) : name;
        mark |= !escaped;
      }
      parser.nextToken();
      place.addLast(plain);
      map.put(plain, value());
      place.removeLast();
    }
    return mark ? marked(map) : map;
  }

  /** One of the log's own marks: an object that has members whose names begin with one `_`. */
  private Object marked(Map<String, @Nullable Object> map) throws IOException {
    if (map.get(Concealer.DIGEST) instanceof String digest) {
      return concealed(digest);
    }
    if (map.containsKey(ValueWriter.OMITTED)) {
      return absent();
    }
    if (map.containsKey(ValueWriter.NEGATIVE_ZERO)) {
      return -0.0;
    }
    if (map.get(ValueWriter.UNKNOWN) instanceof List<?> paths) {
      Set<String> all = new HashSet<>();
      paths.forEach(path -> all.add(String.valueOf(path)));
      return new Unknown(all);
    }
    if (map.get(ValueWriter.ERROR) instanceof String code) {
      return error(code, map.get(ValueWriter.ABOUT));
    }
    throw new InvalidRecord("an object has a mark that this version does not know");
  }

  private static EvalError error(String id, @Nullable Object subject) {
    EvalError.Code code = RecordType.of(id, EvalError.Code.values());
    if (code == null) {
      throw new InvalidRecord("an error has a code that this version does not know");
    }
    return new EvalError(code, (String) subject);
  }

  private Object concealed(String digest) throws IOException {
    byte[] content = disclosures.find(decoded(digest));
    if (content == null) {
      return absent();
    }
    Leaves.Disclosed disclosed = Leaves.disclosed(content);
    partial |= disclosed.partial();
    Object value = disclosed.value();
    return value == null ? absent() : value;
  }

  private Unknown absent() {
    partial = true;
    return Unknown.of(Places.policyPath(place));
  }

  private static byte[] decoded(String digest) {
    try {
      return Base64.getUrlDecoder().decode(digest);
    } catch (IllegalArgumentException notBase64) {
      throw new InvalidRecord("a digest must be base64url", notBase64);
    }
  }
}
