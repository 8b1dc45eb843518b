package dev.writ.compiler.parser;

import dev.writ.compiler.document.SchemaDocument;
import dev.writ.compiler.document.SchemaDocument.Section;
import dev.writ.compiler.document.SchemaDocument.Shape;
import dev.writ.compiler.document.SchemaDocument.TypeActions;
import dev.writ.compiler.document.SchemaDocument.TypeShape;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code schema}. */
final class SchemaParser {

  private static final List<String> KEYS =
      List.of("schema", "description", "subjects", "resources", "actions", "context");

  private static final List<String> OF_SUBJECTS =
      List.of("type", "id", "verified", "roles", "groups");

  private static final List<String> OF_RESOURCES = List.of("type", "id");

  private final Readers readers;
  private final ShapeParser shapes;

  SchemaParser(Readers readers) {
    this.readers = readers;
    this.shapes = new ShapeParser(readers);
  }

  @Nullable SchemaDocument parse(Mapping map) {
    MapReader reader = new MapReader(map, "a schema", KEYS, readers);
    Located<String> name = reader.name("schema");
    Section subjects = section(reader, "subjects");
    Section resources = section(reader, "resources");
    List<TypeActions> actions = reader.entries("actions", this::actions);
    Shape context =
        reader.read("context", (node, what) -> shapes.shape(node, "the context", List.of()));
    Located<String> description = reader.text("description");
    checkSections(reader);
    if (name == null) {
      return null;
    }
    return new SchemaDocument(
        reader.location(), name, description, subjects, resources, actions, context);
  }

  private void checkSections(MapReader reader) {
    if (KEYS.stream().skip(2).noneMatch(reader::has)) {
      String message = "a schema needs `subjects`, `resources`, `actions` or `context`";
      readers.report().error("missing-key", reader.location(), message);
    }
  }

  private @Nullable Section section(MapReader reader, String key) {
    YamlNode node = reader.node(key);
    if (node == null) {
      return null;
    }
    boolean ofSubjects = key.equals("subjects");
    List<TypeShape> types = reader.entriesOrEmpty(key, entry -> typeShape(entry, ofSubjects));
    return new Section(node.location(), types);
  }

  private @Nullable TypeShape typeShape(Entry entry, boolean ofSubjects) {
    String key = ofSubjects ? "a key of `subjects`" : "a key of `resources`";
    Located<String> type =
        ofSubjects
            ? readers.values().line(entry.key(), key)
            : readers.patterns().resourceType(entry.key(), key);
    List<String> reserved = ofSubjects ? OF_SUBJECTS : OF_RESOURCES;
    Shape shape = shapes.shape(entry.value(), "`" + entry.key().text() + "`", reserved);
    if (type == null) {
      return null;
    }
    Shape declared = shape == null ? new Shape(entry.value().location(), List.of()) : shape;
    return new TypeShape(type, declared);
  }

  private @Nullable TypeActions actions(Entry entry) {
    Located<String> type = readers.patterns().resourceType(entry.key(), "a key of `actions`");
    String what = "the actions of `" + entry.key().text() + "`";
    List<Located<String>> names =
        readers.values().list(entry.value(), what, node -> action(node, entry.key().text()));
    readers.report().repeatedItems(names);
    return type == null ? null : new TypeActions(type, names);
  }

  private @Nullable Located<String> action(YamlNode node, String type) {
    Located<String> name = readers.patterns().action(node, "an action");
    if (name != null && name.value().startsWith(type + ":")) {
      String message = "an action is declared without the prefix `" + type + ":`";
      readers.report().error("invalid-name", name.location(), message);
      return null;
    }
    String message = "a declared action is a name, without `*`";
    return readers.values().valid(name, n -> !n.contains("*"), "invalid-name", message);
  }
}
