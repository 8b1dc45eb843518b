package dev.writ.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All rows of one object.
 *
 * @param grants what roles are granted, by role
 * @param rules for everything that is no grant of a role
 */
record CasbinObject(String type, Map<String, Set<String>> grants, List<Map<String, Object>> rules) {

  static CasbinObject of(
      String object, List<CasbinTable.Row> rows, Set<String> roles, CasbinTable table)
      throws Unmappable {
    Map<String, Set<String>> grants = new TreeMap<>();
    Map<Holder, Set<String>> others = new LinkedHashMap<>();
    for (CasbinTable.Row row : rows) {
      String permission = table.permission(row);
      boolean isRole = roles.contains(row.subject());
      if (isRole && !row.deny()) {
        grants.computeIfAbsent(row.subject(), any -> new TreeSet<>()).add(permission);
      } else {
        var holder = new Holder(row.subject(), isRole, row.deny());
        others.computeIfAbsent(holder, any -> new TreeSet<>()).add(permission);
      }
    }
    return new CasbinObject(object, grants, rules(others));
  }

  /** Whom rows of one effect are about. */
  private record Holder(String name, boolean isRole, boolean deny) {

    Document rule(Names names) throws Unmappable {
      var rule = new Document();
      String name = names.like(name() + (deny ? "-may-not" : "-may"));
      rule.with(deny ? "deny" : "allow", name);
      return isRole
          ? rule.with("roles", List.of(name()))
          : rule.with("subjects", List.of(Permissions.user(name())));
    }
  }

  private static List<Map<String, Object>> rules(Map<Holder, Set<String>> others)
      throws Unmappable {
    var names = new Names();
    List<Map<String, Object>> rules = new ArrayList<>();
    for (var other : others.entrySet()) {
      Document rule = other.getKey().rule(names);
      rules.add(rule.with("actions", List.copyOf(other.getValue())).content());
    }
    return rules;
  }

  Map<String, Object> policy(String name) {
    return new Document()
        .with("policy", name)
        .with("resource", type)
        .with("rules", rules)
        .content();
  }
}
