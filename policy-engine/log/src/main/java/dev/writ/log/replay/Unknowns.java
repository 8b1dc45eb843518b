package dev.writ.log.replay;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Unknown;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether unknown values could contradict the schema. The engine takes an unknown property for one
 * of the declared type; a replay must not.
 */
final class Unknowns {
  private Unknowns() {}

  /**
   * Whether a decision can be trusted although something of its request is unknown.
   *
   * @param by what decided it now
   * @param recorded what decided it then, or null where that is not at hand
   * @param before what was decided then
   */
  static boolean matter(
      AccessRequest request, Program by, @Nullable Program recorded, Decision before) {
    Set<String> paths = of(request);
    boolean contradicted =
        before.failures().stream()
            .anyMatch(f -> f.error().code() == Code.SCHEMA && paths.contains(f.error().subject()));
    return contradicted || paths.stream().anyMatch(path -> !sameType(path, request, by, recorded));
  }

  private static boolean sameType(
      String path, AccessRequest request, Program by, @Nullable Program recorded) {
    PropertyType now = declared(path, request, by);
    return now == null
        || now == Shape.Simple.ANY
        || recorded != null && now.equals(declared(path, request, recorded));
  }

  private static @Nullable PropertyType declared(
      String path, AccessRequest request, Program program) {
    int dot = path.indexOf('.');
    Shape shape = shape(path.substring(0, dot), request, program.schema());
    return shape == null
        ? null
        : shape.properties().stream()
            .filter(property -> property.name().equals(path.substring(dot + 1)))
            .map(Shape.Property::type)
            .findFirst()
            .orElse(null);
  }

  private static @Nullable Shape shape(String part, AccessRequest request, Schema schema) {
    return switch (part) {
      case "subject" -> ofType(schema.subjects(), request.subject().type());
      case "resource" -> ofType(schema.resources(), request.resource().type());
      default -> schema.context();
    };
  }

  private static @Nullable Shape ofType(@Nullable Map<String, Shape> shapes, String type) {
    return shapes == null ? null : shapes.get(type);
  }

  /** The properties that hold something unknown, whoever states them. */
  private static Set<String> of(AccessRequest request) {
    Set<String> paths = new HashSet<>();
    add(paths, "subject", request.subject().properties());
    add(paths, "resource", request.resource().properties());
    add(paths, "context", request.context());
    if (request.token() != null) {
      add(paths, "subject", request.token().properties());
    }
    if (request.stored() != null) {
      add(paths, "subject", request.stored().subject());
      add(paths, "resource", request.stored().resource());
    }
    return paths;
  }

  private static void add(Set<String> paths, String part, @Nullable Map<String, Object> map) {
    if (map != null) {
      map.forEach(
          (name, value) -> {
            if (isUnknown(value)) {
              paths.add(part + "." + name);
            }
          });
    }
  }

  private static boolean isUnknown(@Nullable Object value) {
    return switch (value) {
      case Unknown unknown -> true;
      case java.util.List<?> list -> list.stream().anyMatch(Unknowns::isUnknown);
      case Map<?, ?> map -> map.values().stream().anyMatch(Unknowns::isUnknown);
      case null, default -> false;
    };
  }
}
