package dev.writ.compiler.yaml;

import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.source.SourceText;
import java.util.List;

/** A node of a YAML document. */
public sealed interface YamlNode {

  /** The whole node; of a map in lines its first key, of a list in lines its first dash. */
  Location location();

  /** What the node is, for people: {@code a list}, {@code a number}. */
  String description();

  /**
   * A scalar.
   *
   * @param text its content: unquoted, unescaped, folded
   * @param type its type by the core schema
   */
  record Scalar(Location location, String text, ScalarStyle style, ScalarType type)
      implements YamlNode {

    @Override
    public String description() {
      return type.description();
    }

    /** The content with the place of each of its characters in the file, which it was read from. */
    public SourceText source(SourceFile file) {
      return ScalarSource.of(file, this);
    }

    /** Whether the author wrote nothing at all. */
    public boolean isAbsent() {
      return style == ScalarStyle.PLAIN && text.isEmpty();
    }
  }

  /** A list. */
  record Sequence(Location location, List<YamlNode> items) implements YamlNode {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /**
   * A map with unique keys.
   *
   * @param flow whether it is written in braces
   */
  record Mapping(Location location, List<Entry> entries, boolean flow) implements YamlNode {

    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String description() {
      return "a map";
    }
  }

  /** A key, which is text, and its value. */
  record Entry(Scalar key, YamlNode value) {}

  /** A node that the language forbids and that has been reported already. */
  record Faulty(Location location) implements YamlNode {

    @Override
    public String description() {
      return "an invalid value";
    }
  }
}
