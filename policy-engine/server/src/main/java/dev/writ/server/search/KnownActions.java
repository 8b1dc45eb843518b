package dev.writ.server.search;

import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Rule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The actions that a policy set names for a resource type: those its schema declares, else the
 * literal ones in rules and grants. A wildcard names no action.
 */
final class KnownActions {
  private KnownActions() {}

  /** The names of the actions, sorted. */
  static List<String> of(Program program, String resourceType) {
    List<PermissionPattern> declared = program.schema().actions().get(resourceType);
    Stream<PermissionPattern> patterns = declared == null ? used(program) : declared.stream();
    return patterns
        .map(pattern -> literal(pattern, resourceType))
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<PermissionPattern> used(Program program) {
    return Stream.concat(
        program.rules().stream().map(Rule::permissions).flatMap(List::stream),
        program.grants().stream().map(Grant::permission));
  }

  /** The action that a pattern names for a type, or null where it names none. */
  private static @Nullable String literal(PermissionPattern pattern, String resourceType) {
    List<String> segments = pattern.segments();
    String type = segments.getFirst();
    if (!type.equals(resourceType) && !type.equals(PermissionPattern.ANY)) {
      return null;
    }
    List<String> action = segments.subList(1, segments.size());
    return action.isEmpty() || action.contains(PermissionPattern.ANY)
        ? null
        : String.join(":", action);
  }
}
