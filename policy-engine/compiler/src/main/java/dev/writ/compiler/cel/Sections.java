package dev.writ.compiler.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.Nested;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The variables as the checker sees them. A declared section is a struct type, so that an unknown
 * property is an error; a dynamic one is a map. Struct types are named {@code @} and the path to
 * them, such as {@code @resource.address}: names that an expression cannot write.
 */
@SuppressWarnings("Immutable") // filled by its constructor alone, and nothing changes it after
final class Sections implements CelTypeProvider {
  private static final Map<Root, Map<String, CelType>> BUILT_IN =
      Map.of(
          Root.SUBJECT,
              Map.of(
                  "type", SimpleType.STRING,
                  "id", SimpleType.STRING,
                  "verified", SimpleType.BOOL,
                  "roles", ListType.create(SimpleType.STRING),
                  "groups", ListType.create(SimpleType.STRING)),
          Root.ACTION, Map.of("name", SimpleType.STRING, "permission", SimpleType.STRING),
          Root.RESOURCE, Map.of("type", SimpleType.STRING, "id", SimpleType.STRING),
          Root.SERVICE,
              Map.of(
                  "id", SimpleType.STRING,
                  "trustDomain", SimpleType.STRING,
                  "path", SimpleType.STRING,
                  "namespace", SimpleType.STRING,
                  "account", SimpleType.STRING),
          Root.PEER, Map.of("id", SimpleType.STRING, "kind", SimpleType.STRING));

  private static final Map<String, CelType> SERVICE = builtIn(Root.SERVICE);
  private static final Map<String, CelType> PEER = builtIn(Root.PEER);

  private final Map<String, CelType> structs = new LinkedHashMap<>();
  private final Map<Root, CelType> variables;

  Sections(Section subject, Section resource, Section context) {
    CelType map = MapType.create(SimpleType.STRING, SimpleType.DYN);
    variables =
        Map.of(
            Root.SUBJECT, variable(Root.SUBJECT, subject),
            Root.ACTION, map,
            Root.RESOURCE, variable(Root.RESOURCE, resource),
            Root.CONTEXT, variable(Root.CONTEXT, context),
            Root.SERVICE, struct("@service", SERVICE),
            Root.PEER, struct("@peer", PEER),
            Root.TOKEN, map,
            Root.NOW, SimpleType.TIMESTAMP);
  }

  private static Map<String, CelType> builtIn(Root root) {
    return BUILT_IN.getOrDefault(root, Map.of());
  }

  private CelType variable(Root root, Section section) {
    return switch (section) {
      case Section.Dynamic ignored -> MapType.create(SimpleType.STRING, SimpleType.DYN);
      case Section.Declared declared -> {
        String name = "@" + root.variable();
        var fields = fields(name, declared.properties());
        fields.putAll(builtIn(root));
        yield struct(name, fields);
      }
    };
  }

  private Map<String, CelType> fields(String path, Map<String, PropertyType> properties) {
    var fields = new TreeMap<String, CelType>();
    properties.forEach((name, type) -> fields.put(name, field(path + "." + name, type)));
    return fields;
  }

  private CelType field(String path, PropertyType type) {
    declareNested(path, type);
    return Types.celType(type, path);
  }

  private void declareNested(String path, PropertyType type) {
    switch (type) {
      case Shape.ListOf list -> declareNested(path, list.element());
      case Shape.MapOf map -> declareNested(path, map.value());
      case Nested nested -> {
        var properties = new TreeMap<String, PropertyType>();
        nested.shape().properties().forEach(p -> properties.put(p.name(), p.type()));
        struct(path, fields(path, properties));
      }
      case Shape.Simple ignored -> {}
    }
  }

  private CelType struct(String name, Map<String, CelType> fields) {
    StructType type =
        StructType.create(name, ImmutableSet.copyOf(fields.keySet()), resolver(fields));
    structs.put(name, type);
    return type;
  }

  /** cel-java wants it immutable: a copy is. */
  @SuppressWarnings("Immutable") // the map is a copy that nothing changes
  private static StructType.FieldResolver resolver(Map<String, CelType> fields) {
    Map<String, CelType> copy = Map.copyOf(fields);
    return field -> Optional.ofNullable(copy.get(field));
  }

  /** The type of a variable. */
  CelType variable(Root root) {
    return Objects.requireNonNull(variables.get(root));
  }

  /** The properties of a declared section or of a map in it, by struct name; null if none is. */
  @Nullable Set<String> properties(String struct) {
    return structs.get(struct) instanceof StructType type ? type.fieldNames() : null;
  }

  /** Every declared property at any depth, for suggestions. */
  Set<String> allProperties() {
    var names = new TreeSet<String>();
    structs.values().forEach(type -> names.addAll(((StructType) type).fieldNames()));
    return names;
  }

  @Override
  public ImmutableList<CelType> types() {
    return ImmutableList.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }

  /**
   * The type of a property that is always there and always of the same type, also where its section
   * is dynamic; for any other what the checker says.
   */
  static Type builtIn(Expr operand, String field, Type otherwise) {
    if (operand instanceof Expr.Variable variable) {
      CelType known = builtIn(variable.root()).get(field);
      return known == null ? otherwise : Types.of(known);
    }
    return otherwise;
  }
}
