package dev.writ.compiler.analysis.schema;

import dev.writ.compiler.document.Data;
import dev.writ.engine.expr.function.TimeText;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Shape.Simple;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Declared types without parts: which data they take and how people read them. */
final class Scalars {

  /** The greatest integer that JSON numbers hold without loss: 2^53 - 1. */
  private static final double SAFE_INTEGER = 9_007_199_254_740_991.0;

  private Scalars() {}

  static boolean fits(Data value, Simple type) {
    return switch (type) {
      case ANY -> true;
      case STRING -> value instanceof Data.Text;
      case BOOL -> value instanceof Data.Bool;
      case INT -> value instanceof Data.Number number && isWhole(number.value());
      case DOUBLE -> value instanceof Data.Number;
      case TIMESTAMP ->
          value instanceof Data.Text text && TimeText.timestamp(text.value()) instanceof Instant;
      case DURATION ->
          value instanceof Data.Text text && TimeText.duration(text.value()) instanceof Duration;
    };
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= SAFE_INTEGER;
  }

  /** A type with its article: {@code an int}, {@code a list(string)}. */
  static String text(PropertyType type) {
    return switch (type) {
      case Simple simple when simple == Simple.INT -> "an `int` without a fraction";
      case Simple simple when simple == Simple.TIMESTAMP ->
          "a `timestamp` such as `2026-03-04T10:00:00Z`";
      case Simple simple when simple == Simple.DURATION -> "a `duration` such as `1h30m`";
      case Simple simple -> "a `" + name(simple) + "`";
      case Shape.ListOf list -> "a `" + name(list) + "`";
      case Shape.MapOf map -> "a `" + name(map) + "`";
      case Shape.Nested nested -> "a map";
    };
  }

  private static String name(PropertyType type) {
    return switch (type) {
      case Simple simple -> simple.name().toLowerCase(Locale.ROOT);
      case Shape.ListOf list -> "list(" + name(list.element()) + ")";
      case Shape.MapOf map -> "map(" + name(map.value()) + ")";
      case Shape.Nested nested -> "map";
    };
  }
}
