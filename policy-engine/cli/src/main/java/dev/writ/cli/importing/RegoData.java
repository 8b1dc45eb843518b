package dev.writ.cli.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Role tables that Rego policies read as {@code data}: users' roles and roles' permissions. The
 * Rego itself is not read; it is taken to do what such tables are for.
 */
final class RegoData implements Source {
  private static final Set<String> USERS = Set.of("user_roles");
  private static final Set<String> PERMISSIONS = Set.of("role_permissions", "role_grants");
  private static final Set<String> INHERITANCE = Set.of("role_inherits", "role_parents");
  private static final List<String> TYPES = List.of("resource", "type", "object");

  @Override
  public boolean isSeparable() {
    return false;
  }

  @Override
  public Translation translate(List<Path> files) throws UnreadableSource {
    List<Refused> refused = new ArrayList<>();
    Tables tables = new Tables();
    for (Path file : files) {
      for (Object document : Documents.yaml(file)) {
        try {
          tables.add(Fields.of(document, "the data"));
        } catch (Unmappable unmappable) {
          refused.add(new Refused(file.toString(), unmappable.reason()));
        }
      }
    }
    SortedMap<String, Map<String, Object>> documents = new TreeMap<>();
    if (refused.isEmpty()) {
      documents.put("roles.yaml", tables.document());
    }
    return new Translation(documents, refused);
  }

  private static final class Tables {
    private final Map<String, Set<String>> members = new TreeMap<>();
    private final Map<String, Set<String>> permissions = new TreeMap<>();
    private final Map<String, Set<String>> inherits = new TreeMap<>();

    void add(Fields data) throws Unmappable {
      for (String key : data.keys()) {
        if (USERS.contains(key)) {
          users(data.required(key));
        } else if (PERMISSIONS.contains(key)) {
          permissions(data.required(key));
        } else if (INHERITANCE.contains(key)) {
          inheritance(data.required(key));
        } else {
          throw new Unmappable(
              ("`%s` is no table that is known; those are `user_roles`, `role_permissions` (or"
                      + " `role_grants`) and `role_inherits` (or `role_parents`)")
                  .formatted(key));
        }
      }
    }

    private void users(Fields users) throws Unmappable {
      for (String user : users.keys()) {
        for (String role : users.texts(user)) {
          of(members, role).add(Permissions.user(user));
        }
      }
    }

    private void permissions(Fields roles) throws Unmappable {
      for (String role : roles.keys()) {
        if (!(roles.value(role) instanceof List<?> list)) {
          throw new Unmappable("the permissions of `" + role + "` must be a list");
        }
        for (Object permission : list) {
          of(permissions, role).add(permission(permission));
        }
      }
    }

    private static String permission(Object permission) throws Unmappable {
      if (permission instanceof String text) {
        return Permissions.of(text);
      }
      Fields fields = Fields.of(permission, "a permission");
      for (String type : TYPES) {
        if (fields.keys().equals(Set.of("action", type))) {
          return Permissions.of(fields.text(type), fields.text("action"));
        }
      }
      throw new Unmappable(
          "a permission is `resource:action`, or a map of `action` and one of `resource`, `type`"
              + " and `object`; not of "
              + String.join(", ", fields.keys()));
    }

    private void inheritance(Fields roles) throws Unmappable {
      for (String role : roles.keys()) {
        of(inherits, role).addAll(roles.texts(role));
      }
    }

    private static Set<String> of(Map<String, Set<String>> table, String key) {
      return table.computeIfAbsent(key, any -> new TreeSet<>());
    }

    Map<String, Object> document() {
      Set<String> names = new LinkedHashSet<>();
      names.addAll(permissions.keySet());
      names.addAll(members.keySet());
      names.addAll(inherits.keySet());
      inherits.values().forEach(names::addAll);
      Map<String, Object> roles = new LinkedHashMap<>();
      for (String name : names) {
        roles.put(
            name,
            new Document()
                .with("inherits", List.copyOf(inherits.getOrDefault(name, Set.of())))
                .with("members", List.copyOf(members.getOrDefault(name, Set.of())))
                .with("permissions", List.copyOf(permissions.getOrDefault(name, Set.of())))
                .content());
      }
      return new Document().always("roles", roles).content();
    }
  }
}
