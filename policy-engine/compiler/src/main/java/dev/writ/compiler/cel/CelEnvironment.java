package dev.writ.compiler.cel;

import dev.writ.engine.program.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an expression may refer to, besides the built-in variables and functions. Immutable; equal
 * by content. Deriving one from another is cheap: nothing is built before an expression is
 * compiled.
 *
 * @param subject properties of {@code subject}; id, type, roles, groups and verified are always
 *     there
 * @param resource properties of {@code resource}; id and type are always there
 * @param context keys of {@code context}
 * @param lets named expressions in scope, with their types; sorted by name
 * @param windows names that {@code open} takes
 * @param roles names that tests of {@code subject.roles} may use
 */
public record CelEnvironment(
    Section subject,
    Section resource,
    Section context,
    SortedMap<String, Type> lets,
    Set<String> windows,
    RoleNames roles) {

  /** No schema, no lets, no windows; roles are not checked. */
  public static final CelEnvironment DYNAMIC =
      new CelEnvironment(
          Section.DYNAMIC,
          Section.DYNAMIC,
          Section.DYNAMIC,
          Collections.emptySortedMap(),
          Set.of(),
          RoleNames.UNCHECKED);

  public CelEnvironment {
    lets = Collections.unmodifiableSortedMap(new TreeMap<>(lets));
    windows = Set.copyOf(windows);
  }

  public CelEnvironment withSubject(Section section) {
    return new CelEnvironment(section, resource, context, lets, windows, roles);
  }

  public CelEnvironment withResource(Section section) {
    return new CelEnvironment(subject, section, context, lets, windows, roles);
  }

  public CelEnvironment withContext(Section section) {
    return new CelEnvironment(subject, resource, section, lets, windows, roles);
  }

  /** With these lets in place of those before. */
  public CelEnvironment withLets(Map<String, Type> types) {
    return new CelEnvironment(subject, resource, context, new TreeMap<>(types), windows, roles);
  }

  /** With one more let. */
  public CelEnvironment withLet(String name, Type type) {
    var more = new TreeMap<>(lets);
    more.put(name, type);
    return withLets(more);
  }

  public CelEnvironment withWindows(Set<String> names) {
    return new CelEnvironment(subject, resource, context, lets, names, roles);
  }

  public CelEnvironment withRoles(RoleNames names) {
    return new CelEnvironment(subject, resource, context, lets, windows, names);
  }
}
