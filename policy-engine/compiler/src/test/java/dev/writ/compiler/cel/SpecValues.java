package dev.writ.compiler.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Values as the conformance files write them. */
final class SpecValues {
  private SpecValues() {}

  /** The CEL value; true where nothing is written. */
  static Object value(JsonNode json) {
    if (json.isMissingNode()) {
      return true;
    }
    String kind = json.fieldNames().next();
    JsonNode content = json.get(kind);
    return switch (kind) {
      case "nullValue" -> Null.NULL;
      case "boolValue" -> content.asBoolean();
      case "int64Value" -> Long.parseLong(content.asText());
      case "uint64Value" -> new UInt(Long.parseUnsignedLong(content.asText()));
      case "doubleValue" -> Double.parseDouble(content.asText());
      case "stringValue" -> content.asText();
      case "bytesValue" -> Bytes.of(Base64.getDecoder().decode(content.asText()));
      case "listValue" -> list(content);
      case "mapValue" -> map(content);
      case "typeValue" -> content.asText();
      case "objectValue" -> Duration.parse("PT" + content.get("value").asText());
      default -> throw new IllegalArgumentException("a value of kind " + kind);
    };
  }

  private static List<Object> list(JsonNode content) {
    var list = new ArrayList<>();
    content.path("values").forEach(element -> list.add(value(element)));
    return list;
  }

  private static Map<Object, Object> map(JsonNode content) {
    var map = new LinkedHashMap<Object, Object>();
    content.path("entries").forEach(e -> map.put(value(e.get("key")), value(e.get("value"))));
    return map;
  }

  /** Whether a value is the expected one: of the same type, and all NaN alike. */
  static boolean same(Object expected, Object actual) {
    return switch (actual) {
      case Type type -> name(type).equals(expected);
      case Optional<?> optional -> optional.isPresent() && same(expected, optional.get());
      case List<?> list -> expected instanceof List<?> other && sameElements(other, list);
      case Map<?, ?> map -> expected instanceof Map<?, ?> other && sameEntries(other, map);
      case Double number -> expected instanceof Double other && sameNumber(other, number);
      default -> expected.equals(actual);
    };
  }

  private static boolean sameNumber(double expected, double actual) {
    return expected == actual || (Double.isNaN(expected) && Double.isNaN(actual));
  }

  private static boolean sameElements(List<?> expected, List<?> actual) {
    boolean same = expected.size() == actual.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same = same(expected.get(i), actual.get(i));
    }
    return same;
  }

  private static boolean sameEntries(Map<?, ?> expected, Map<?, ?> actual) {
    return expected.size() == actual.size()
        && expected.entrySet().stream()
            .allMatch(
                e -> actual.containsKey(e.getKey()) && same(e.getValue(), actual.get(e.getKey())));
  }

  private static String name(Type type) {
    return switch (type.kind()) {
      case NULL -> "null_type";
      case TIMESTAMP -> "google.protobuf.Timestamp";
      case DURATION -> "google.protobuf.Duration";
      case OPTIONAL -> "optional_type";
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
