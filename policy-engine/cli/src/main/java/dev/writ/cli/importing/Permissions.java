package dev.writ.cli.importing;

/** Actions of other systems as permissions, which match what they matched and nothing else. */
final class Permissions {

  private Permissions() {}

  /** The permission for one action on a type of resources. */
  static String of(String type, String action) throws Unmappable {
    requireType(type);
    requireLiteral("the action", action);
    return action.startsWith(type + ":") ? action : type + ":" + action;
  }

  /** A permission that is written out already. */
  static String of(String permission) throws Unmappable {
    requireLiteral("the permission", permission);
    if (permission.indexOf(':') < 1) {
      throw new Unmappable(
          "the permission `%s` does not say on what: write it as `resource:action`"
              .formatted(permission));
    }
    return permission;
  }

  /** The permission for all actions on a type. */
  static String all(String type) throws Unmappable {
    requireType(type);
    return type + ":*";
  }

  static void requireType(String type) throws Unmappable {
    if (type.isEmpty() || type.contains(":") || type.contains("*")) {
      throw new Unmappable(
          "`%s` cannot be a resource type: a type is not empty and holds no `:` and no `*`"
              .formatted(type));
    }
  }

  /** A type of its own for each kind of subject; `*` would stand for all of them. */
  static String user(String id) throws Unmappable {
    if (id.isEmpty() || id.equals("*")) {
      throw new Unmappable("`%s` cannot be a subject's id".formatted(id));
    }
    return "user:" + id;
  }

  private static void requireLiteral(String what, String text) throws Unmappable {
    for (String segment : text.split(":", -1)) {
      if (segment.isEmpty() || segment.contains("*")) {
        throw new Unmappable(
            "%s `%s` has an empty segment or a `*`, which may match other actions here"
                .formatted(what, text));
      }
    }
  }
}
