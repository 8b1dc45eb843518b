package dev.writ.engine.codec;

import dev.writ.engine.program.Entities;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Shape;

/** The schema and the stored entities. */
final class Schemas {
  private static final Shape.Simple[] SIMPLE = Shape.Simple.values();
  private static final int LIST = SIMPLE.length;
  private static final int MAP = LIST + 1;
  private static final int NESTED = LIST + 2;

  private Schemas() {}

  static void writeSchema(Output out, Schema schema) {
    out.optional(schema.subjects(), (o, shapes) -> o.map(shapes, Schemas::writeShape));
    out.optional(schema.resources(), (o, shapes) -> o.map(shapes, Schemas::writeShape));
    out.map(schema.actions(), (o, patterns) -> o.list(patterns, Patterns::writePermission));
    out.optional(schema.context(), Schemas::writeShape);
  }

  static Schema readSchema(Input in) {
    return new Schema(
        in.optional(i -> i.map(Schemas::readShape)),
        in.optional(i -> i.map(Schemas::readShape)),
        in.map(i -> i.list(Patterns::readPermission)),
        in.optional(Schemas::readShape));
  }

  private static void writeShape(Output out, Shape shape) {
    out.list(shape.properties(), Schemas::writeProperty);
  }

  private static Shape readShape(Input in) {
    return in.nested(i -> new Shape(i.list(Schemas::readProperty)));
  }

  private static void writeProperty(Output out, Shape.Property property) {
    out.text(property.name());
    writeType(out, property.type());
    out.flag(property.required());
    out.flag(property.sensitive());
  }

  private static Shape.Property readProperty(Input in) {
    return new Shape.Property(in.text(), readType(in), in.flag(), in.flag());
  }

  private static void writeType(Output out, Shape.PropertyType type) {
    switch (type) {
      case Shape.Simple simple -> out.number(simple.ordinal());
      case Shape.ListOf list -> {
        out.number(LIST);
        writeType(out, list.element());
      }
      case Shape.MapOf map -> {
        out.number(MAP);
        writeType(out, map.value());
      }
      case Shape.Nested nested -> {
        out.number(NESTED);
        writeShape(out, nested.shape());
      }
    }
  }

  private static Shape.PropertyType readType(Input in) {
    int tag = in.oneOf(NESTED + 1);
    if (tag < LIST) {
      return SIMPLE[tag];
    }
    return switch (tag - LIST) {
      case 0 -> new Shape.ListOf(in.nested(Schemas::readType));
      case 1 -> new Shape.MapOf(in.nested(Schemas::readType));
      case 2 -> new Shape.Nested(readShape(in));
      default -> throw new InvalidProgram("a property's type is none");
    };
  }

  static void writeEntities(Output out, Entities entities) {
    out.map(entities.subjects(), Schemas::writeOfType);
    out.map(entities.resources(), Schemas::writeOfType);
  }

  static Entities readEntities(Input in) {
    return new Entities(in.map(Schemas::readOfType), in.map(Schemas::readOfType));
  }

  private static void writeOfType(Output out, Entities.OfType of) {
    out.flag(of.authoritative());
    out.map(of.byId(), Values::writeProperties);
  }

  private static Entities.OfType readOfType(Input in) {
    return new Entities.OfType(in.flag(), in.map(Values::readProperties));
  }
}
