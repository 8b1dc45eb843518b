package dev.writ.engine.program;

import java.util.List;

/**
 * What a schema says of the properties of one type.
 *
 * @param properties sorted by name
 */
public record Shape(List<Property> properties) {
  public Shape {
    properties = List.copyOf(properties);
  }

  /**
   * A declared property.
   *
   * @param required absent contradicts the schema
   * @param sensitive never shown or logged in clear
   */
  public record Property(String name, PropertyType type, boolean required, boolean sensitive) {}

  /** The declared type of a property. */
  public sealed interface PropertyType {}

  /** A type without parts; the order is part of the encoded program. */
  public enum Simple implements PropertyType {
    ANY,
    STRING,
    BOOL,
    INT,
    DOUBLE,
    TIMESTAMP,
    DURATION
  }

  /** {@code list(T)}. */
  public record ListOf(PropertyType element) implements PropertyType {}

  /** {@code map(T)}: any keys. */
  public record MapOf(PropertyType value) implements PropertyType {}

  /** A nested map with declared keys; others are invisible. */
  public record Nested(Shape shape) implements PropertyType {}
}
