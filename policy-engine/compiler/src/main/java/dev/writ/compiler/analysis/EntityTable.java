package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.data.Values;
import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.analysis.schema.Conformance;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.EntitiesDocument;
import dev.writ.compiler.document.EntitiesDocument.Entity;
import dev.writ.compiler.document.EntitiesDocument.TypeEntities;
import dev.writ.compiler.source.Located;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Unites documents of entities and checks them against schema and roles. */
final class EntityTable {

  private final RoleTable roles;
  private final Problems problems;
  private final Conformance conformance;

  EntityTable(RoleTable roles, Problems problems) {
    this.roles = roles;
    this.problems = problems;
    this.conformance = new Conformance(problems);
  }

  /** The entities of one type in one document. */
  private record Part(boolean authoritative, TypeEntities of) {}

  Entities unite(
      List<EntitiesDocument> documents,
      @Nullable Map<String, Shape> subjects,
      @Nullable Map<String, Shape> resources) {
    Names.of("entities document", documents, EntitiesDocument::name, problems);
    documents.stream().flatMap(d -> d.subjects().stream()).forEach(this::checkRoles);
    return new Entities(
        section("subject", documents, EntitiesDocument::subjects, subjects),
        section("resource", documents, EntitiesDocument::resources, resources));
  }

  private Map<String, Entities.OfType> section(
      String kind,
      List<EntitiesDocument> documents,
      Function<EntitiesDocument, List<TypeEntities>> section,
      @Nullable Map<String, Shape> shapes) {
    SortedMap<String, List<Part>> byType = new TreeMap<>();
    for (EntitiesDocument document : documents) {
      for (TypeEntities of : section.apply(document)) {
        byType
            .computeIfAbsent(of.type().value(), type -> new ArrayList<>())
            .add(new Part(document.authoritative(), of));
      }
    }
    Map<String, Entities.OfType> united = new TreeMap<>();
    byType.forEach((type, parts) -> united.put(type, unite(kind, parts, shapes)));
    return united;
  }

  private Entities.OfType unite(
      String kind, List<Part> parts, @Nullable Map<String, Shape> shapes) {
    parts.sort(Comparator.comparing(part -> part.of().type().location()));
    Part first = parts.get(0);
    parts.forEach(part -> checkMixing(first, part));
    List<Entity> all = parts.stream().flatMap(part -> part.of().entities().stream()).toList();
    Map<String, Map<String, Object>> byId = new TreeMap<>();
    String type = first.of().type().value();
    for (Entity entity : unique(kind, type, all)) {
      byId.put(entity.id().value(), Values.of(entity.properties()));
    }
    if (shapes != null) {
      parts.forEach(part -> checkShape(kind, part, shapes));
    }
    return new Entities.OfType(first.authoritative(), byId);
  }

  private List<Entity> unique(String kind, String type, List<Entity> all) {
    SortedMap<String, Entity> first = new TreeMap<>();
    for (Entity entity : all) {
      Entity other = first.putIfAbsent(entity.id().value(), entity);
      if (other != null) {
        String message =
            "%s `%s` of type `%s` is declared twice".formatted(kind, entity.id().value(), type);
        problems.add(
            Problem.error("duplicate-entity", entity.id().location(), message)
                .withHelp("the other is at " + other.id().location() + "; remove one of them"));
      }
    }
    return List.copyOf(first.values());
  }

  private void checkMixing(Part first, Part part) {
    if (first.authoritative() != part.authoritative()) {
      Located<String> type = part.of().type();
      String message =
          "entities of type `%s` are authoritative in one document and not in another"
              .formatted(type.value());
      problems.add(
          Problem.error("mixed-authority", type.location(), message)
              .withHelp("the other is at " + first.of().type().location()));
    }
  }

  private void checkShape(String kind, Part part, Map<String, Shape> shapes) {
    Located<String> type = part.of().type();
    Shape shape = shapes.get(type.value());
    if (shape == null) {
      String message =
          "%s type `%s` is not declared, so policies see no properties of it"
              .formatted(kind, type.value());
      problems.add(
          Problem.warning("undeclared-type", type.location(), message)
              .withHelp(Spelling.help(type.value(), shapes.keySet())));
      return;
    }
    for (Entity entity : part.of().entities()) {
      conformance.check(entity.id(), entity.properties(), shape, part.authoritative());
    }
  }

  private void checkRoles(TypeEntities of) {
    for (Entity entity : of.entities()) {
      Data.Field field = entity.properties().field("roles");
      if (field != null && field.value() instanceof Data.Items items) {
        items.values().forEach(this::checkRole);
      }
    }
  }

  private void checkRole(Data item) {
    if (item instanceof Data.Text text) {
      roles.plain(new Located<>(text.value(), text.location()), problems);
    }
  }
}
