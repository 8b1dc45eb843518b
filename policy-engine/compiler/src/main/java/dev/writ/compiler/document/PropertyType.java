package dev.writ.compiler.document;

/** The declared type of a property. */
public sealed interface PropertyType {

  /** A type without parts. */
  enum Simple implements PropertyType {
    STRING,
    BOOL,
    INT,
    DOUBLE,
    TIMESTAMP,
    DURATION,
    ANY
  }

  /** {@code list(T)}. */
  record ListOf(PropertyType element) implements PropertyType {}

  /** {@code map(T)}: text keys, values of one type. */
  record MapOf(PropertyType value) implements PropertyType {}

  /** A nested map of declared properties. */
  record Nested(SchemaDocument.Shape shape) implements PropertyType {}
}
