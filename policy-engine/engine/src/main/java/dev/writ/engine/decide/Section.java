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
  private final Shape.Property[] properties;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Section(boolean declared, List<Shape.Property> properties) {
    this.declared = declared;
    this.properties = properties.toArray(Shape.Property[]::new);
    for (int i = 0; i < properties.size(); i++) {
      numbers.put(properties.get(i).name(), i);
    }
  }

  static Section of(@Nullable Shape shape) {
    return shape == null ? DYNAMIC : new Section(true, shape.properties());
  }

  /** The section of a type; {@code shapes} is null where nothing is declared. */
  static Section find(@Nullable Map<String, Shape> shapes, String type) {
    if (shapes == null) {
      return DYNAMIC;
    }
    Shape shape = shapes.get(type);
    return shape == null ? EMPTY : of(shape);
  }

  boolean isDynamic() {
    return !declared;
  }

  /** How many properties are declared. */
  int size() {
    return properties.length;
  }

  Shape.Property property(int number) {
    return properties[number];
  }

  /** The number of a declared property, or null where it is not declared. */
  @Nullable Integer number(String name) {
    return numbers.get(name);
  }
}
