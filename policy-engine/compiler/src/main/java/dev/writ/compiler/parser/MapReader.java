package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceText;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YAML map whose keys the language fixes. Unknown keys are reported when it is made;
 * methods report invalid values and return null, or an empty list, for these and for absent keys.
 */
final class MapReader {

  private final Mapping map;
  private final String what;
  private final Readers readers;

  /**
   * @param what the thing that the map describes, with its article: {@code a rule}
   */
  MapReader(Mapping map, String what, List<String> keys, Readers readers) {
    this(map, what, readers);
    map.entries().stream()
        .filter(entry -> !keys.contains(entry.key().text()))
        .forEach(entry -> unknownKey(entry, keys));
  }

  private MapReader(Mapping map, String what, Readers readers) {
    this.map = map;
    this.what = what;
    this.readers = readers;
  }

  /** A reader of a map that may have keys of the author's choice besides those of the language. */
  static MapReader open(Mapping map, String what, Readers readers) {
    return new MapReader(map, what, readers);
  }

  /** A reader of the node if it is a map; otherwise null, which is reported. */
  static @Nullable MapReader of(YamlNode node, String what, List<String> keys, Readers readers) {
    if (node instanceof Mapping map) {
      return new MapReader(map, what, keys, readers);
    }
    readers.report().wrongType(node, what, "a map");
    return null;
  }

  Location location() {
    return map.location();
  }

  boolean has(String key) {
    return entry(key) != null;
  }

  @Nullable Entry entry(String key) {
    return map.entries().stream().filter(e -> e.key().text().equals(key)).findFirst().orElse(null);
  }

  @Nullable YamlNode node(String key) {
    Entry entry = entry(key);
    return entry == null ? null : entry.value();
  }

  /** The value of a key that must be there. */
  @Nullable YamlNode required(String key) {
    YamlNode node = node(key);
    if (node == null) {
      readers.report().error("missing-key", location(), what + " needs `" + key + "`");
    }
    return node;
  }

  /** What a function makes of a key's value, given the key in backticks to name it by. */
  <T> @Nullable T read(String key, BiFunction<YamlNode, String, @Nullable T> read) {
    YamlNode node = node(key);
    return node == null ? null : read.apply(node, "`" + key + "`");
  }

  /** Like {@link #read}, of a key that must be there. */
  <T> @Nullable T readRequired(String key, BiFunction<YamlNode, String, @Nullable T> read) {
    return required(key) == null ? null : read(key, read);
  }

  @Nullable Located<String> text(String key) {
    return read(key, readers.values()::text);
  }

  @Nullable Located<String> name(String key) {
    return read(key, readers.values()::name);
  }

  @Nullable SourceText expression(String key) {
    return read(key, readers.expressions()::expression);
  }

  /** {@code false} if the key is absent. */
  boolean flag(String key) {
    return Boolean.TRUE.equals(read(key, readers.values()::flag));
  }

  /** A list that is not empty, without repetitions. */
  List<Located<String>> texts(
      String key, BiFunction<YamlNode, String, @Nullable Located<String>> element) {
    String each = "an element of `" + key + "`";
    List<Located<String>> texts = list(key, node -> element.apply(node, each));
    readers.report().repeatedItems(texts);
    return texts;
  }

  /** A list that is not empty. */
  <T> List<T> list(String key, Function<YamlNode, @Nullable T> element) {
    List<T> list = read(key, (node, name) -> readers.values().list(node, name, element));
    return list == null ? List.of() : list;
  }

  /** A map from names of the author's choice, not empty; each entry becomes an element. */
  <T> List<T> entries(String key, Function<Entry, @Nullable T> element) {
    List<T> entries = entriesOrEmpty(key, element);
    if (node(key) instanceof Mapping inner && inner.entries().isEmpty()) {
      readers.report().error("empty-map", inner.location(), "`" + key + "` is an empty map");
    }
    return entries;
  }

  /** A map from names of the author's choice; each entry becomes an element. */
  <T> List<T> entriesOrEmpty(String key, Function<Entry, @Nullable T> element) {
    YamlNode node = node(key);
    return node == null ? List.of() : readers.entries(node, "`" + key + "`", element);
  }

  private void unknownKey(Entry entry, List<String> keys) {
    String key = entry.key().text();
    String help = Spelling.help(key, keys);
    if (help == null) {
      help = isCutByComma(entry) ? cutByComma() : "the keys are " + Values.listed(keys);
    }
    String message = "unknown key " + Quote.of(key) + " in " + what;
    readers.report().error("unknown-key", entry.key().location(), message, help);
  }

  /** Whether YAML made a key of what stands behind a comma in an expression within braces. */
  private boolean isCutByComma(Entry entry) {
    return map.flow() && entry.value() instanceof Scalar scalar && scalar.isAbsent();
  }

  private static String cutByComma() {
    return "within `{…}` a comma ends a value; put an expression that has one in quotes";
  }
}
