package dev.writ.compiler.analysis;

import dev.writ.engine.pattern.PermissionPattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What permission patterns mean, and how they relate to each other. */
final class Permissions {

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

  /** The resource type whose permissions a pattern matches, or {@code *} for every type. */
  static String type(PermissionPattern pattern) {
    return pattern.segments().get(0);
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
