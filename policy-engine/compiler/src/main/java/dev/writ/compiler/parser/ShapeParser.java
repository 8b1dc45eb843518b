package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.document.PropertyType;
import dev.writ.compiler.document.SchemaDocument.Property;
import dev.writ.compiler.document.SchemaDocument.Shape;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.yaml.ScalarType;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads declared properties and their types. A map in the place of a type declares nested
 * properties, unless its {@code sensitive} is {@code true} or {@code false}, neither of which is a
 * type: then its {@code type} is the property's type.
 */
final class ShapeParser {

  private static final Map<String, PropertyType> SIMPLE =
      Map.of(
          "string", PropertyType.Simple.STRING,
          "bool", PropertyType.Simple.BOOL,
          "int", PropertyType.Simple.INT,
          "double", PropertyType.Simple.DOUBLE,
          "timestamp", PropertyType.Simple.TIMESTAMP,
          "duration", PropertyType.Simple.DURATION,
          "any", PropertyType.Simple.ANY);

  private static final List<String> TYPES =
      List.of(
          "string", "bool", "int", "double", "timestamp", "duration", "any", "list(T)", "map(T)");

  private static final List<String> MARKED_KEYS = List.of("type", "sensitive");
  private static final int DEEPEST = 16;

  private final Readers readers;
  private final Report report;

  ShapeParser(Readers readers) {
    this.readers = readers;
    this.report = readers.report();
  }

  /**
   * The declared properties.
   *
   * @param reserved names that are the engine's
   */
  @Nullable Shape shape(YamlNode node, String what, List<String> reserved) {
    if (!(node instanceof Mapping map)) {
      report.wrongType(node, what, "a map of properties and their types");
      return null;
    }
    List<Property> properties = readers.entries(map, what, entry -> property(entry, reserved));
    report.duplicateNames(properties, "a property named", Property::name);
    return new Shape(map.location(), properties);
  }

  private @Nullable Property property(Entry entry, List<String> reserved) {
    String key = entry.key().text();
    boolean optional = key.endsWith("?");
    String name = optional ? key.substring(0, key.length() - 1) : key;
    Location location = entry.key().location();
    if (name.isBlank()) {
      report.error("invalid-name", location, "a property needs a name");
      return null;
    }
    if (reserved.contains(name)) {
      String message = Quote.of(name) + " is always there, and cannot be declared";
      report.error("reserved-property", location, message, "remove it");
      return null;
    }
    return typed(new Located<>(name, location), optional, entry.value());
  }

  private Property typed(Located<String> name, boolean optional, YamlNode node) {
    if (node instanceof Mapping map && isMarked(map)) {
      MapReader reader = new MapReader(map, "a marked property", MARKED_KEYS, readers);
      YamlNode type = reader.required("type");
      PropertyType marked = type == null ? PropertyType.Simple.ANY : type(type);
      return new Property(name, marked, optional, reader.flag("sensitive"));
    }
    return new Property(name, type(node), optional, false);
  }

  private static boolean isMarked(Mapping map) {
    return map.entries().stream()
        .filter(entry -> entry.key().text().equals("sensitive"))
        .anyMatch(entry -> entry.value() instanceof Scalar s && s.type() == ScalarType.BOOLEAN);
  }

  /** The type that a node declares; any type after having reported why it declares none. */
  private PropertyType type(YamlNode node) {
    if (node instanceof Mapping) {
      Shape shape = shape(node, "a nested map", List.of());
      return shape == null ? PropertyType.Simple.ANY : new PropertyType.Nested(shape);
    }
    Located<String> text = readers.values().text(node, "a type");
    PropertyType type = text == null ? PropertyType.Simple.ANY : named(text.value(), 0);
    if (type == null && text != null) {
      unknownType(text);
    }
    return type == null ? PropertyType.Simple.ANY : type;
  }

  private static @Nullable PropertyType named(String text, int depth) {
    String name = text.strip();
    PropertyType simple = SIMPLE.get(name);
    if (simple != null || depth > DEEPEST || !name.endsWith(")")) {
      return simple;
    }
    if (name.startsWith("list(")) {
      PropertyType element = named(name.substring(5, name.length() - 1), depth + 1);
      return element == null ? null : new PropertyType.ListOf(element);
    }
    if (name.startsWith("map(")) {
      PropertyType value = named(name.substring(4, name.length() - 1), depth + 1);
      return value == null ? null : new PropertyType.MapOf(value);
    }
    return null;
  }

  private void unknownType(Located<String> text) {
    String help = Spelling.help(text.value(), SIMPLE.keySet());
    String message = "there is no type " + Quote.of(text.value());
    String types = "the types are " + Values.listed(TYPES) + " and nested maps";
    report.error("unknown-type", text.location(), message, help == null ? types : help);
  }
}
