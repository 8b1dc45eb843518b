package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.TestCase.TestEntity;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subjects, or the resources, that a document of tests names for its cases. Names are known
 * only in their document, so they are resolved here.
 */
final class TestEntities {

  private static final List<String> ENGINE_KEYS = List.of("type", "id");

  private final String kind;
  private final Readers readers;
  private final Map<String, Entry> named = new HashMap<>();

  /** A named entity; null if it was invalid, which is reported once. */
  private record Entry(@Nullable TestEntity entity) {}

  private TestEntities(String kind, Readers readers) {
    this.kind = kind;
    this.readers = readers;
  }

  /**
   * The entities under a key.
   *
   * @param kind {@code subject} or {@code resource}
   */
  static TestEntities read(MapReader reader, String key, String kind, Readers readers) {
    TestEntities entities = new TestEntities(kind, readers);
    reader.entries(key, entry -> entities.define(entry.key().text(), entry.value()));
    return entities;
  }

  /** The entity that a case mentions: by its name, or in place. */
  @Nullable TestEntity entity(YamlNode node) {
    if (!(node instanceof Scalar)) {
      return stated(node, null);
    }
    Located<String> name = readers.values().line(node, "a " + kind);
    if (name == null) {
      return null;
    }
    Entry entry = named.get(name.value());
    if (entry == null) {
      unknown(name);
      return null;
    }
    return entry.entity() == null ? null : at(entry.entity(), name);
  }

  private Entry define(String label, YamlNode node) {
    Entry entry = new Entry(stated(node, label));
    named.put(label, entry);
    return entry;
  }

  private @Nullable TestEntity stated(YamlNode node, @Nullable String label) {
    if (!(node instanceof Mapping map)) {
      readers.report().wrongType(node, "a " + kind, "a map with `type` and `id`");
      return null;
    }
    MapReader reader = MapReader.open(map, "a " + kind, readers);
    Located<String> type =
        kind.equals("resource")
            ? reader.readRequired("type", readers.patterns()::resourceType)
            : reader.readRequired("type", readers.values()::line);
    Located<String> id = reader.readRequired("id", readers.values()::text);
    Data.Fields properties = readers.data().fieldsExcept(map, ENGINE_KEYS);
    return type == null || id == null
        ? null
        : new TestEntity(map.location(), label, type, id, properties);
  }

  private static TestEntity at(TestEntity entity, Located<String> name) {
    return new TestEntity(
        name.location(), entity.label(), entity.type(), entity.id(), entity.properties());
  }

  private void unknown(Located<String> name) {
    String help = Spelling.help(name.value(), named.keySet());
    String message = "no " + kind + " of these tests is named " + Quote.of(name.value());
    String declare = "name it under `" + kind + "s`, or write a map with `type` and `id`";
    readers.report().error("unknown-name", name.location(), message, help == null ? declare : help);
  }
}
