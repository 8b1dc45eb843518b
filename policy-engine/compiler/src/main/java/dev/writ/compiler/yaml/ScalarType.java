package dev.writ.compiler.yaml;

import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The type of a scalar by the core schema of YAML 1.2. */
public enum ScalarType {
  TEXT("text"),
  BOOLEAN("a boolean"),
  INTEGER("a number"),
  FLOAT("a number"),
  NULL("nothing");

  private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

  private final String description;

  ScalarType(String description) {
    this.description = description;
  }

  /** The type for people: {@code a number}. */
  public String description() {
    return description;
  }

  /** The type of a scalar: text unless it is plain and has the form of another type. */
  static ScalarType of(String text, ScalarStyle style) {
    if (style != ScalarStyle.PLAIN) {
      return TEXT;
    }
    Tag tag = RESOLVER.resolve(text, true);
    if (tag.equals(Tag.NULL)) {
      return NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return BOOLEAN;
    }
    if (tag.equals(Tag.INT)) {
      return INTEGER;
    }
    return tag.equals(Tag.FLOAT) ? FLOAT : TEXT;
  }
}
