package dev.writ.compiler.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.writ.engine.program.Type;
import org.jspecify.annotations.Nullable;

/** Types as the conformance files write them. */
final class SpecTypes {
  private SpecTypes() {}

  /** The type, or null for one that the language lacks. */
  static @Nullable Type type(JsonNode json) {
    if (json.has("primitive")) {
      return primitive(json.get("primitive").asText());
    }
    if (json.has("listType")) {
      Type element = type(json.get("listType").get("elemType"));
      return element == null ? null : Type.list(element);
    }
    if (json.has("mapType")) {
      Type key = type(json.get("mapType").get("keyType"));
      Type value = type(json.get("mapType").get("valueType"));
      return key == null || value == null ? null : Type.map(key, value);
    }
    if (json.path("abstractType").path("name").asText().equals("optional_type")) {
      Type value = type(json.get("abstractType").get("parameterTypes").get(0));
      return value == null ? null : Type.optional(value);
    }
    return simple(json);
  }

  private static @Nullable Type simple(JsonNode json) {
    if (json.has("dyn")) {
      return Type.DYN;
    }
    if (json.has("null")) {
      return Type.NULL;
    }
    return switch (json.path("wellKnown").asText() + json.path("messageType").asText()) {
      case "TIMESTAMP", "google.protobuf.Timestamp" -> Type.TIMESTAMP;
      case "DURATION", "google.protobuf.Duration" -> Type.DURATION;
      default -> null;
    };
  }

  private static @Nullable Type primitive(String name) {
    return switch (name) {
      case "BOOL" -> Type.BOOL;
      case "INT64" -> Type.INT;
      case "UINT64" -> Type.UINT;
      case "DOUBLE" -> Type.DOUBLE;
      case "STRING" -> Type.STRING;
      case "BYTES" -> Type.BYTES;
      default -> null;
    };
  }
}
