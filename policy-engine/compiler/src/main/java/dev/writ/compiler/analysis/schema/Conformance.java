package dev.writ.compiler.analysis.schema;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.source.Located;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.Property;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Shape.Simple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether data that a repository states agrees with what its schemas declare. */
public final class Conformance {

  private static final PropertyType TEXTS = new Shape.ListOf(Simple.STRING);

  private final Problems problems;

  public Conformance(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks an entity's properties; wrong types are errors, undeclared properties warnings.
   *
   * @param whole whether nothing else can supply a property, so that an absent one is an error
   */
  public void check(Located<String> id, Data.Fields properties, Shape shape, boolean whole) {
    Map<String, Property> declared = byName(shape);
    for (Data.Field field : properties.fields()) {
      checkField(field, declared);
    }
    if (whole) {
      requireAll(id, properties, declared);
    }
  }

  private void checkField(Data.Field field, Map<String, Property> declared) {
    String name = field.name().value();
    Property property = declared.get(name);
    if (property != null) {
      checkValue(name, field.value(), property.type());
    } else if (name.equals("roles") || name.equals("groups")) {
      checkValue(name, field.value(), TEXTS);
    } else {
      undeclared(field.name(), declared.keySet());
    }
  }

  private void undeclared(Located<String> name, Set<String> declared) {
    String message = "`" + name.value() + "` is not declared, so no policy can see it";
    problems.add(
        Problem.warning("undeclared-property", name.location(), message)
            .withHelp(Spelling.help(name.value(), declared)));
  }

  private void requireAll(
      Located<String> id, Data.Fields properties, Map<String, Property> declared) {
    for (Property property : declared.values()) {
      Data.Field field = properties.field(property.name());
      if (property.required() && (field == null || field.value() instanceof Data.Null)) {
        String message =
            "`%s` has no `%s`, which the schema requires".formatted(id.value(), property.name());
        problems.add(Problem.error("missing-property", id.location(), message));
      }
    }
  }

  private void checkValue(String path, Data value, PropertyType type) {
    switch (type) {
      case Simple simple -> {
        if (!Scalars.fits(value, simple)) {
          mismatch(path, value, type);
        }
      }
      case Shape.ListOf list -> checkList(path, value, list);
      case Shape.MapOf map -> checkMap(path, value, map);
      case Shape.Nested nested -> checkNested(path, value, nested);
    }
  }

  private void checkList(String path, Data value, Shape.ListOf type) {
    if (value instanceof Data.Items items) {
      items.values().forEach(item -> checkItem(path + "[]", item, type.element()));
    } else {
      mismatch(path, value, type);
    }
  }

  /** In a list, null is a value, and none that a schema knows. */
  private void checkItem(String path, Data item, PropertyType type) {
    if (item instanceof Data.Null) {
      report(path, item, type);
    } else {
      checkValue(path, item, type);
    }
  }

  private void checkMap(String path, Data value, Shape.MapOf type) {
    if (value instanceof Data.Fields fields) {
      present(fields)
          .forEach(f -> checkValue(path + "." + f.name().value(), f.value(), type.value()));
    } else {
      mismatch(path, value, type);
    }
  }

  private void checkNested(String path, Data value, Shape.Nested type) {
    if (!(value instanceof Data.Fields fields)) {
      mismatch(path, value, type);
      return;
    }
    Map<String, Property> declared = byName(type.shape());
    for (Data.Field field : present(fields)) {
      Property property = declared.get(field.name().value());
      if (property == null) {
        undeclared(field.name(), declared.keySet());
      } else {
        checkValue(path + "." + property.name(), field.value(), property.type());
      }
    }
    requireAll(new Located<>(path, fields.location()), fields, declared);
  }

  private void mismatch(String path, Data value, PropertyType type) {
    if (!(value instanceof Data.Null)) {
      report(path, value, type);
    }
  }

  private void report(String path, Data value, PropertyType type) {
    String message = "`%s` must be %s by the schema".formatted(path, Scalars.text(type));
    problems.add(Problem.error("wrong-type", value.location(), message));
  }

  private static List<Data.Field> present(Data.Fields fields) {
    return fields.fields().stream().filter(f -> !(f.value() instanceof Data.Null)).toList();
  }

  private static Map<String, Property> byName(Shape shape) {
    return shape.properties().stream()
        .collect(Collectors.toMap(Property::name, Function.identity(), (a, b) -> a));
  }
}
