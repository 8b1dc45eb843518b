package dev.writ.log.mask;

import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.Property;
import java.util.ArrayList;
import java.util.List;

/** What the language itself declares of every subject. */
final class Shapes {
  private static final List<Property> ALWAYS =
      List.of(
          new Property("roles", new Shape.ListOf(Shape.Simple.STRING), false, false),
          new Property("groups", new Shape.ListOf(Shape.Simple.STRING), false, false));

  private Shapes() {}

  /** A subject's shape with its roles and groups, unless the schema declares them itself. */
  static Shape withRolesAndGroups(Shape shape) {
    List<Property> all = new ArrayList<>(shape.properties());
    for (Property property : ALWAYS) {
      if (all.stream().noneMatch(declared -> declared.name().equals(property.name()))) {
        all.add(property);
      }
    }
    return new Shape(all);
  }
}
