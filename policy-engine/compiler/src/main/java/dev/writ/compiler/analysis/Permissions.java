package dev.writ.compiler.analysis;

import dev.writ.engine.pattern.PermissionPattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What permission patterns mean, and how they relate to each other. */
final class Permissions {

  private static final PermissionPattern EVERY = PermissionPattern.of(PermissionPattern.ANY);

  private Permissions() {}

  /**
   * The permissions that a rule is about: its action patterns on the resource types of its policy.
   *
   * @param types the policy's resource types; empty = every type
   * @param actions as written; empty = every action
   */
  static List<PermissionPattern> ofRule(List<String> types, List<String> actions) {
    Set<PermissionPattern> all = new LinkedHashSet<>();
    for (String action : actions.isEmpty() ? List.of(PermissionPattern.ANY) : actions) {
      all.addAll(onTypes(types, action));
    }
    return List.copyOf(all);
  }

  /** One action pattern on each of the resource types that it can mean. */
  static List<PermissionPattern> onTypes(List<String> types, String action) {
    PermissionPattern pattern = PermissionPattern.of(action);
    if (types.isEmpty()) {
      return List.of(isShort(action) ? under(PermissionPattern.ANY, pattern) : pattern);
    }
    String first = pattern.segments().get(0);
    if (isShort(action) || action.equals(PermissionPattern.ANY)) {
      return types.stream().map(type -> under(type, pattern)).toList();
    }
    PermissionPattern rest = new PermissionPattern(pattern.segments().subList(1, size(pattern)));
    return types.stream()
        .filter(type -> first.equals(PermissionPattern.ANY) || first.equals(type))
        .map(type -> under(type, rest))
        .toList();
  }

  /** Whether an action pattern leaves the resource type to the request. */
  static boolean isShort(String action) {
    return action.indexOf(':') < 0 && !action.equals(PermissionPattern.ANY);
  }

  private static PermissionPattern under(String type, PermissionPattern rest) {
    List<String> segments = new ArrayList<>(size(rest) + 1);
    segments.add(type);
    segments.addAll(rest.segments());
    return new PermissionPattern(segments);
  }

  /** Whether every permission that {@code narrow} matches is one that {@code wide} matches. */
  static boolean covers(PermissionPattern wide, PermissionPattern narrow) {
    if (isOpen(wide) ? size(narrow) < size(wide) : isOpen(narrow) || size(narrow) != size(wide)) {
      return false;
    }
    for (int i = 0; i < fixed(wide); i++) {
      String segment = wide.segments().get(i);
      if (!segment.equals(PermissionPattern.ANY) && !segment.equals(narrow.segments().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether some permission is matched by both; permissions have at least two segments. */
  static boolean meet(PermissionPattern one, PermissionPattern other) {
    if (!sizesMeet(one, other) || !sizesMeet(other, one)) {
      return false;
    }
    for (int i = 0; i < Math.min(fixed(one), fixed(other)); i++) {
      if (!segmentsMeet(one.segments().get(i), other.segments().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The resource type whose permissions a pattern matches, or {@code *} for every type. */
  static String type(PermissionPattern pattern) {
    return pattern.segments().get(0);
  }

  /** Whether the pattern matches every permission. */
  static boolean isEvery(PermissionPattern pattern) {
    return pattern.equals(EVERY);
  }

  private static boolean sizesMeet(PermissionPattern one, PermissionPattern other) {
    return isOpen(one) ? isOpen(other) || size(other) >= size(one) : isOpen(other) || size(other) == size(one);
  }

  private static boolean segmentsMeet(String one, String other) {
    return one.equals(other)
        || one.equals(PermissionPattern.ANY)
        || other.equals(PermissionPattern.ANY);
  }

  private static boolean isOpen(PermissionPattern pattern) {
    return pattern.segments().get(size(pattern) - 1).equals(PermissionPattern.ANY);
  }

  /** How many leading segments stand for exactly one each. */
  private static int fixed(PermissionPattern pattern) {
    return isOpen(pattern) ? size(pattern) - 1 : size(pattern);
  }

  private static int size(PermissionPattern pattern) {
    return pattern.segments().size();
  }
}
