package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain data as an author wrote it in YAML: a constant, an entity's property, a claim. */
public sealed interface Data {

  Location location();

  record Text(String value, Location location) implements Data {}

  /** A finite number. If it was written as an integer, it lies within ±(2^53 - 1). */
  record Number(double value, Location location) implements Data {}

  record Bool(boolean value, Location location) implements Data {}

  record Null(Location location) implements Data {}

  /** A list; may be empty. */
  record Items(List<Data> values, Location location) implements Data {

    public Items {
      values = List.copyOf(values);
    }
  }

  /** A map with unique text keys in the author's order; may be empty. */
  record Fields(List<Field> fields, Location location) implements Data {

    public Fields {
      fields = List.copyOf(fields);
    }

    /** The field of this name, or null. */
    public @Nullable Field field(String name) {
      return fields.stream().filter(f -> f.name().value().equals(name)).findFirst().orElse(null);
    }
  }

  /** A key of a map and its value. */
  record Field(Located<String> name, Data value) {}
}
