package dev.writ.engine.decide;

import dev.writ.engine.program.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a schema lets policies see of one type: all properties where nothing declares the section,
 * else those declared. Immutable and thread-safe.
 */
final class Section {
  /** Nothing is declared: everything is visible as it is. */
  static final Section DYNAMIC = new Section(false, List.of());

  /** The section is declared and this type is not: nothing is visible. */
  static final Section EMPTY = new Section(true, List.of());

  private final boolean declared;
  private final List<Shape.Property> properties;
  private final Map<String, Shape.Property> byName = new HashMap<>();

  private Section(boolean declared, List<Shape.Property> properties) {
    this.declared = declared;
    this.properties = properties;
    properties.forEach(property -> byName.put(property.name(), property));
  }

  static Section of(@Nullable Shape shape) {
    return shape == null ? DYNAMIC : new Section(true, shape.properties());
  }

  /** The sections by type; null where nothing is declared. */
  static @Nullable Map<String, Section> byType(@Nullable Map<String, Shape> shapes) {
    if (shapes == null) {
      return null;
    }
    Map<String, Section> sections = HashMap.newHashMap(shapes.size());
    shapes.forEach((type, shape) -> sections.put(type, of(shape)));
    return sections;
  }

  /** The section of a type among those declared. */
  static Section find(@Nullable Map<String, Section> sections, String type) {
    return sections == null ? DYNAMIC : sections.getOrDefault(type, EMPTY);
  }

  boolean isDynamic() {
    return !declared;
  }

  List<Shape.Property> properties() {
    return properties;
  }

  /** The value that policies see of a property, which the schema does not contradict; or null. */
  @Nullable Object visible(String name, @Nullable Object raw) {
    if (raw == null || !declared) {
      return raw;
    }
    Shape.Property property = byName.get(name);
    return property == null ? null : Conversion.convert(raw, property.type());
  }

  /** Whether a property's value is one that the schema allows. */
  static boolean allows(Shape.Property property, @Nullable Object raw) {
    if (raw == null) {
      return !property.required();
    }
    return Conversion.convert(raw, property.type()) != null;
  }
}
