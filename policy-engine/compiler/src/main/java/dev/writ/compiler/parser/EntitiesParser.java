package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.EntitiesDocument;
import dev.writ.compiler.document.EntitiesDocument.Entity;
import dev.writ.compiler.document.EntitiesDocument.TypeEntities;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code entities}. */
final class EntitiesParser {

  private static final List<String> KEYS =
      List.of("entities", "description", "authoritative", "subjects", "resources");

  private static final List<String> OF_SUBJECTS = List.of("type", "id", "verified");
  private static final List<String> OF_RESOURCES = List.of("type", "id");
  private static final List<String> LISTS_OF_SUBJECTS = List.of("roles", "groups");

  private final Readers readers;
  private final Report report;

  EntitiesParser(Readers readers) {
    this.readers = readers;
    this.report = readers.report();
  }

  @Nullable EntitiesDocument parse(Mapping map) {
    MapReader reader = new MapReader(map, "a document of entities", KEYS, readers);
    Located<String> name = reader.name("entities");
    Located<String> description = reader.text("description");
    boolean authoritative = reader.flag("authoritative");
    if (!reader.has("subjects") && !reader.has("resources")) {
      String message = "a document of entities needs `subjects` or `resources`";
      report.error("missing-key", reader.location(), message);
    }
    List<TypeEntities> subjects = reader.entries("subjects", this::subjects);
    List<TypeEntities> resources = reader.entries("resources", this::resources);
    return name == null
        ? null
        : new EntitiesDocument(
            reader.location(), name, description, authoritative, subjects, resources);
  }

  private @Nullable TypeEntities subjects(Entry entry) {
    Located<String> type = readers.values().line(entry.key(), "a key of `subjects`");
    return ofType(type, entry, this::subject);
  }

  private @Nullable TypeEntities resources(Entry entry) {
    Located<String> type = readers.patterns().resourceType(entry.key(), "a key of `resources`");
    return ofType(type, entry, this::resource);
  }

  private @Nullable TypeEntities ofType(
      @Nullable Located<String> type, Entry entry, Function<Entry, @Nullable Entity> entity) {
    String what = "the entities of `" + entry.key().text() + "`";
    List<Entity> entities = readers.entries(entry.value(), what, entity);
    return type == null ? null : new TypeEntities(type, entities);
  }

  private @Nullable Entity subject(Entry entry) {
    Entity subject = entity(entry, OF_SUBJECTS);
    if (subject != null) {
      LISTS_OF_SUBJECTS.forEach(name -> checkTexts(subject.properties().field(name)));
    }
    return subject;
  }

  private @Nullable Entity resource(Entry entry) {
    return entity(entry, OF_RESOURCES);
  }

  private @Nullable Entity entity(Entry entry, List<String> reserved) {
    Located<String> id = readers.values().text(entry.key(), "an id");
    String what = "the properties of " + Quote.of(entry.key().text());
    if (!(entry.value() instanceof Mapping map)) {
      report.wrongType(entry.value(), what, "a map", "an entity without properties is `{}`");
      return null;
    }
    map.entries().forEach(property -> warnIfReserved(property, reserved));
    Data.Fields properties = readers.data().fieldsExcept(map, reserved);
    return id == null ? null : new Entity(id, properties);
  }

  private void warnIfReserved(Entry property, List<String> reserved) {
    if (reserved.contains(property.key().text())) {
      String message =
          Quote.of(property.key().text()) + " is the engine's, so this property is dropped";
      report.warning(
          "reserved-property", property.key().location(), message, "use another name for it");
    }
  }

  /** Roles and groups are lists of text, wherever they come from. */
  private void checkTexts(Data.@Nullable Field field) {
    if (field == null || field.value() instanceof Data.Null) {
      return;
    }
    boolean texts =
        field.value() instanceof Data.Items items
            && items.values().stream().allMatch(Data.Text.class::isInstance);
    if (!texts) {
      String message = "`" + field.name().value() + "` must be a list of text";
      report.error("wrong-type", field.value().location(), message);
    }
  }
}
