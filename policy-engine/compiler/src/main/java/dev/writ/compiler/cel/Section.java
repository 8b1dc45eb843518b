package dev.writ.compiler.cel;

import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Shape.Simple;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What is known of the properties of subject, resource or context where an expression stands. */
public sealed interface Section {

  /** No schema says anything: every property may be there, with any value. */
  Section DYNAMIC = new Dynamic();

  /** A section that no schema declares. */
  record Dynamic() implements Section {}

  /**
   * A declared section: a property that is not listed is an error.
   *
   * @param properties types by name, sorted
   */
  record Declared(Map<String, PropertyType> properties) implements Section {
    public Declared {
      properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
  }

  /**
   * The properties of any of several types: what one of them declares may be used; what they
   * declare with differing types has any type.
   */
  static Section declared(Collection<Shape> shapes) {
    var properties = new TreeMap<String, PropertyType>();
    for (Shape shape : shapes) {
      for (Shape.Property property : shape.properties()) {
        properties.merge(property.name(), property.type(), Section::common);
      }
    }
    return new Declared(properties);
  }

  private static PropertyType common(PropertyType one, PropertyType other) {
    return one.equals(other) ? one : Simple.ANY;
  }
}
