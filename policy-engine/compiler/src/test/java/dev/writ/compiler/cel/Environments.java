package dev.writ.compiler.cel;

import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.ListOf;
import dev.writ.engine.program.Shape.MapOf;
import dev.writ.engine.program.Shape.Nested;
import dev.writ.engine.program.Shape.Property;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Shape.Simple;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The environments of tests. */
final class Environments {
  /** A shop: everything declared, one let of each kind, one window, roles. */
  static final CelEnvironment SHOP =
      CelEnvironment.DYNAMIC
          .withSubject(section(property("department", Simple.STRING)))
          .withResource(
              section(
                  property("ownerId", Simple.STRING),
                  property("status", Simple.STRING),
                  property("amount", Simple.DOUBLE),
                  property("count", Simple.INT),
                  property("approvedAt", Simple.TIMESTAMP),
                  property("tags", new ListOf(Simple.STRING)),
                  property("limits", new MapOf(Simple.DOUBLE)),
                  property("anything", Simple.ANY),
                  property("address", new Nested(shape(property("city", Simple.STRING)))),
                  property(
                      "lines", new ListOf(new Nested(shape(property("price", Simple.DOUBLE)))))))
          .withContext(section(property("ip", Simple.STRING), property("mfa", Simple.BOOL)))
          .withLets(Map.of("large", Type.BOOL, "sanctioned", Type.list(Type.STRING)))
          .withWindows(Set.of("business-hours", "month-end-freeze"))
          .withRoles(RoleNames.of(Set.of("admin", "customer"), Set.of("order-owner")));

  private Environments() {}

  private static Section section(Property... properties) {
    return Section.declared(List.of(shape(properties)));
  }

  private static Shape shape(Property... properties) {
    return new Shape(List.of(properties));
  }

  private static Property property(String name, PropertyType type) {
    return new Property(name, type, true, false);
  }
}
