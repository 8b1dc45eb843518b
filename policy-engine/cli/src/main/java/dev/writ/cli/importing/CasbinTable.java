package dev.writ.cli.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of a Casbin policy. A name that somebody has as a role is a role; every other one is a
 * user. What a row cannot say here takes all rows of its object with it.
 *
 * @param rows of {@code p}
 * @param links of {@code g}: a user or role, and the role it has
 * @param everyAction whether the action {@code *} stands for all
 * @param denies whether rows that deny count
 */
record CasbinTable(List<Row> rows, List<List<String>> links, boolean everyAction, boolean denies) {

  /** Casbin's role manager follows no more links than these. */
  private static final int DEEPEST = 10;

  record Row(String subject, String object, String action, boolean deny) {}

  Translation translation() throws Unmappable {
    requireShallow();
    Set<String> roles = roles();
    SortedMap<String, Map<String, Object>> documents = new TreeMap<>();
    List<Refused> refused = new ArrayList<>();
    Map<String, Set<String>> grants = new TreeMap<>();
    var names = new Names();
    objects()
        .forEach(
            (object, of) -> {
              try {
                CasbinObject translated = CasbinObject.of(object, of, roles, this);
                translated
                    .grants()
                    .forEach(
                        (role, granted) ->
                            grants.computeIfAbsent(role, any -> new TreeSet<>()).addAll(granted));
                if (!translated.rules().isEmpty()) {
                  String name = names.like(object);
                  documents.put(name + ".yaml", translated.policy(name));
                }
              } catch (Unmappable unmappable) {
                refused.add(new Refused("the object " + object, unmappable.reason()));
              }
            });
    if (!roles.isEmpty()) {
      documents.put("roles.yaml", rolesDocument(roles, grants));
    }
    return new Translation(documents, refused);
  }

  private Map<String, List<Row>> objects() {
    Map<String, List<Row>> objects = new TreeMap<>();
    for (Row row : rows) {
      if (denies || !row.deny) {
        objects.computeIfAbsent(row.object, any -> new ArrayList<>()).add(row);
      }
    }
    return objects;
  }

  /** The permission of a row. */
  String permission(Row row) throws Unmappable {
    return everyAction && row.action.equals("*")
        ? Permissions.all(row.object)
        : Permissions.of(row.object, row.action);
  }

  private Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    links.forEach(link -> roles.add(link.get(1)));
    return roles;
  }

  private Map<String, Object> rolesDocument(Set<String> roles, Map<String, Set<String>> grants)
      throws Unmappable {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String role : roles) {
      var document = new Document().with("inherits", List.copyOf(inherited(role)));
      document.with("members", List.copyOf(members(role, roles)));
      document.with("permissions", List.copyOf(grants.getOrDefault(role, Set.of())));
      content.put(role, document.content());
    }
    return new Document().always("roles", content).content();
  }

  private Set<String> inherited(String role) {
    Set<String> inherited = new LinkedHashSet<>();
    links.stream().filter(link -> link.get(0).equals(role)).forEach(l -> inherited.add(l.get(1)));
    return inherited;
  }

  private Set<String> members(String role, Set<String> roles) throws Unmappable {
    Set<String> members = new LinkedHashSet<>();
    for (List<String> link : links) {
      if (link.get(1).equals(role) && !roles.contains(link.get(0))) {
        members.add(Permissions.user(link.get(0)));
      }
    }
    return members;
  }

  private void requireShallow() throws Unmappable {
    Map<String, List<String>> next = new HashMap<>();
    for (List<String> link : links) {
      next.computeIfAbsent(link.get(0), any -> new ArrayList<>()).add(link.get(1));
    }
    for (String name : next.keySet()) {
      Set<String> at = Set.of(name);
      for (int depth = 0; !at.isEmpty(); depth++) {
        if (depth > DEEPEST) {
          throw new Unmappable(
              "the roles of `%s` go round in a circle or deeper than the %d levels that Casbin follows"
                  .formatted(name, DEEPEST));
        }
        Set<String> further = new HashSet<>();
        at.forEach(each -> further.addAll(next.getOrDefault(each, List.of())));
        at = further;
      }
    }
  }
}
