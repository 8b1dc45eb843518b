package dev.writ.compiler.analysis.schema;

import dev.writ.compiler.document.Data;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Shape.Simple;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Declared types without parts: which data they take and how people read them. */
final class Scalars {

  /** Durations as CEL writes them: {@code 1h30m}, {@code 1.5s}. */
  private static final Pattern DURATION =
      Pattern.compile("-?(0|(\\d+(\\.\\d*)?|\\.\\d+)(h|ms|m|us|s|ns))+");

  private Scalars() {}

  static boolean fits(Data value, Simple type) {
    return switch (type) {
      case ANY -> true;
      case STRING -> value instanceof Data.Text;
      case BOOL -> value instanceof Data.Bool;
      case INT ->
          value instanceof Data.Number number && number.value() == Math.rint(number.value());
      case DOUBLE -> value instanceof Data.Number;
      case TIMESTAMP -> value instanceof Data.Text text && isTimestamp(text.value());
      case DURATION -> value instanceof Data.Text text && DURATION.matcher(text.value()).matches();
    };
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
      case Simple simple -> simple.name().toLowerCase(java.util.Locale.ROOT);
      case Shape.ListOf list -> "list(" + name(list.element()) + ")";
      case Shape.MapOf map -> "map(" + name(map.value()) + ")";
      case Shape.Nested nested -> "map";
    };
  }

  private static boolean isTimestamp(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
