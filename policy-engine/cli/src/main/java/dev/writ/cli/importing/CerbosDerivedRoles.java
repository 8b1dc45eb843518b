package dev.writ.cli.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A set of derived roles of Cerbos. */
final class CerbosDerivedRoles {
  private static final Set<String> KEYS = Set.of("name", "definitions", "variables", "constants");

  private final Fields set;
  private final CerbosNames names;
  private final Set<String> roles;

  CerbosDerivedRoles(Fields set, CerbosNames names, Set<String> roles) {
    this.set = set;
    this.names = names;
    this.roles = roles;
  }

  String name() throws Unmappable {
    return set.text("name");
  }

  /** Its document of roles. */
  Map<String, Object> document() throws Unmappable {
    set.requireKnown(KEYS);
    var let = new CerbosVariables(names, roles).read(set);
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (Fields definition : set.all("definitions")) {
      String role = definition.text("name");
      definitions.put(role, role(definition));
      names.derive(role, name());
    }
    return new Document()
        .with("use", let.use())
        .with("let", let.own())
        .always("roles", definitions)
        .content();
  }

  private Map<String, Object> role(Fields definition) throws Unmappable {
    definition.requireKnown(Set.of("name", "parentRoles", "condition"));
    List<String> parents = definition.texts("parentRoles");
    boolean any = parents.contains("*");
    if (!any) {
      roles.addAll(parents);
    }
    Fields condition = definition.fields("condition");
    String when = condition == null ? "true" : CerbosCondition.translate(condition, roles::add);
    return new Document()
        .with("of", any ? List.of() : parents)
        .with("when", any ? "size(subject.roles) > 0 && (" + when + ")" : when)
        .content();
  }
}
