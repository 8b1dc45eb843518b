package dev.writ.compiler.analysis.schema;

import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.PropertyType;
import dev.writ.compiler.document.SchemaDocument;
import dev.writ.compiler.document.SchemaDocument.Property;
import dev.writ.compiler.document.SchemaDocument.Section;
import dev.writ.compiler.document.SchemaDocument.TypeActions;
import dev.writ.compiler.document.SchemaDocument.TypeShape;
import dev.writ.compiler.source.Located;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Unites schema documents. A type of subject or resource, the actions of a type and a property of
 * the context are each declared by one document alone.
 */
public final class SchemaUnion {

  private final List<SchemaDocument> documents;
  private final Problems problems;

  private SchemaUnion(List<SchemaDocument> documents, Problems problems) {
    this.documents = documents;
    this.problems = problems;
  }

  /** The union; what is declared twice, or is about an undeclared type, is reported. */
  public static Schema of(List<SchemaDocument> documents, Problems problems) {
    return new SchemaUnion(documents, problems).unite();
  }

  private Schema unite() {
    Names.of("schema", documents, SchemaDocument::name, problems);
    Map<String, Shape> resources = types("resource type", SchemaDocument::resources);
    return new Schema(
        types("subject type", SchemaDocument::subjects), resources, actions(resources), context());
  }

  private @Nullable Map<String, Shape> types(
      String kind, Function<SchemaDocument, @Nullable Section> section) {
    List<Section> sections = present(section);
    if (sections.isEmpty()) {
      return null;
    }
    List<TypeShape> types = sections.stream().flatMap(s -> s.types().stream()).toList();
    Map<String, Shape> shapes = new TreeMap<>();
    Names.of(kind, types, TypeShape::type, problems)
        .all()
        .forEach((name, type) -> shapes.put(name, shape(type.shape().properties())));
    return shapes;
  }

  private Map<String, List<PermissionPattern>> actions(@Nullable Map<String, Shape> resources) {
    List<TypeActions> all = documents.stream().flatMap(d -> d.actions().stream()).toList();
    Map<String, List<PermissionPattern>> actions = new TreeMap<>();
    for (TypeActions of :
        Names.of("action list", all, TypeActions::type, problems).all().values()) {
      if (resources != null && !resources.containsKey(of.type().value())) {
        problems.add(Names.unknown("resource type", of.type(), resources.keySet()));
      }
      actions.put(of.type().value(), of.names().stream().map(n -> permission(of, n)).toList());
    }
    return actions;
  }

  private static PermissionPattern permission(TypeActions of, Located<String> name) {
    return PermissionPattern.of(of.type().value() + ":" + name.value());
  }

  private @Nullable Shape context() {
    List<SchemaDocument.Shape> shapes = present(SchemaDocument::context);
    if (shapes.isEmpty()) {
      return null;
    }
    List<Property> all = shapes.stream().flatMap(s -> s.properties().stream()).toList();
    return shape(Names.of("context property", all, Property::name, problems).all().values());
  }

  private <T> List<T> present(Function<SchemaDocument, @Nullable T> part) {
    List<T> present = new ArrayList<>();
    documents.stream().map(part).filter(Objects::nonNull).forEach(present::add);
    return present;
  }

  private static Shape shape(Collection<Property> properties) {
    return new Shape(
        properties.stream()
            .sorted(Comparator.comparing(property -> property.name().value()))
            .map(SchemaUnion::property)
            .toList());
  }

  private static Shape.Property property(Property declared) {
    return new Shape.Property(
        declared.name().value(), type(declared.type()), !declared.optional(), declared.sensitive());
  }

  private static Shape.PropertyType type(PropertyType declared) {
    return switch (declared) {
      case PropertyType.Simple simple -> Shape.Simple.valueOf(simple.name());
      case PropertyType.ListOf list -> new Shape.ListOf(type(list.element()));
      case PropertyType.MapOf map -> new Shape.MapOf(type(map.value()));
      case PropertyType.Nested nested -> new Shape.Nested(shape(nested.shape().properties()));
    };
  }
}
