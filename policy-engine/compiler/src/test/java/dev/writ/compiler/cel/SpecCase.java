package dev.writ.compiler.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.writ.engine.program.Type;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One case of the CEL conformance files. */
record SpecCase(String file, JsonNode json) {

  /** What is no part of the language: messages, enums, wrappers, and what needs them. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "TestAllTypes|GlobalEnum|NestedEnum|NullValue|proto\\.(getExt|hasExt)|cel\\.(block|index|iterVar|accuVar)"
              + "|google\\.protobuf\\.(?!Timestamp\\b(?!\\{)|Duration\\b(?!\\{))");

  private static final Pattern MESSAGE =
      Pattern.compile("\"messageType\":\"(?!google\\.protobuf\\.(?:Timestamp|Duration)\")");

  private static final Pattern FORMAT = Pattern.compile("\\.format\\(");

  String id() {
    return file + "/" + json.get("section").asText() + "/" + json.get("name").asText();
  }

  String expression() {
    return json.get("expr").asText();
  }

  String container() {
    return json.path("container").asText();
  }

  boolean isUnchecked() {
    return json.path("disableCheck").asBoolean() && !isOutside();
  }

  boolean isCheckOnly() {
    return json.path("checkOnly").asBoolean();
  }

  boolean expectsError() {
    return json.has("evalError");
  }

  /** Whether the language has no means to say this, so that compiling must refuse it. */
  boolean isOutside() {
    String types = json.path("typeEnv").toString();
    String values = json.path("bindings").toString();
    String value = json.path("value").toString();
    return OUTSIDE.matcher(expression()).find()
        || value.contains("enumValue")
        || value.contains("objectValue")
        || FORMAT.matcher(expression()).find()
        || makesMessages()
        || MESSAGE.matcher(types).find()
        || types.contains("\"function\"")
        || values.contains("enumValue");
  }

  /** Whether names are looked up in a protobuf package and one of them stands before a brace. */
  private boolean makesMessages() {
    boolean inPackage = container().startsWith("google.") || container().startsWith("cel.");
    return inPackage && expression().contains("{");
  }

  /** The variables that the case declares; one with a type that the language lacks is left out. */
  Map<String, Type> variables() {
    var types = new TreeMap<String, Type>();
    for (JsonNode declared : json.path("typeEnv")) {
      Type type = SpecTypes.type(declared.path("ident").path("type"));
      if (type != null) {
        types.put(declared.get("name").asText(), type);
      }
    }
    json.path("bindings")
        .properties()
        .forEach(e -> bind(e.getKey(), e.getValue().path("value"), types));
    return types;
  }

  private void bind(String name, JsonNode value, Map<String, Type> types) {
    boolean declared = json.path("typeEnv").findValuesAsText("name").contains(name);
    if (!declared && !value.has("enumValue")) {
      types.put(name, Type.DYN);
    }
  }

  /** The value bound to a variable, or null. */
  @Nullable JsonNode binding(String variable) {
    return json.path("bindings").path(variable).get("value");
  }

  /** The value that it must have; true where the case says nothing. */
  JsonNode expected() {
    JsonNode typed = json.path("typedResult").path("result");
    return typed.isMissingNode() ? json.path("value") : typed;
  }

  /** The type that the checker must find, or null where the case says nothing of it. */
  @Nullable Type deducedType() {
    JsonNode type = json.path("typedResult").path("deducedType");
    return type.isMissingNode() ? null : SpecTypes.type(type);
  }
}
