package dev.writ.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource policy of Cerbos: all rules for one kind of resource. */
final class CerbosPolicy {
  private static final Set<String> KEYS =
      Set.of(
          "resource",
          "version",
          "scope",
          "importDerivedRoles",
          "rules",
          "schemas",
          "variables",
          "constants");
  private static final Set<String> RULE_KEYS =
      Set.of("actions", "effect", "roles", "derivedRoles", "condition", "name");
  private static final String EFFECT = "effect";

  private final Fields policy;
  private final CerbosNames names;
  private final Set<String> roles;
  private final Names ruleNames = new Names();

  /**
   * @param roles gets the names of roles that it speaks of
   */
  CerbosPolicy(Fields policy, CerbosNames names, Set<String> roles) {
    this.policy = policy;
    this.names = names;
    this.roles = roles;
  }

  /** The kind of resources that it is about. */
  static String kind(Fields policy) throws Unmappable {
    String kind = policy.text("resource");
    Permissions.requireType(kind);
    return kind;
  }

  /** Its policy document. */
  Map<String, Object> document(String name, @Nullable String description) throws Unmappable {
    policy.requireKnown(KEYS);
    requirePlain();
    String kind = kind(policy);
    var let = new CerbosVariables(names, roles).read(policy);
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Fields rule : policy.all("rules")) {
      rules.add(rule(kind, rule));
    }
    return new Document()
        .with("policy", name)
        .with("description", description)
        .with("resource", kind)
        .with("use", let.use())
        .with("let", let.own())
        .with("rules", rules)
        .content();
  }

  private void requirePlain() throws Unmappable {
    if (!policy.optional("scope").isEmpty()) {
      throw new Unmappable("scopes do not map: here every policy that matches counts");
    }
    if (!policy.text("version").equals("default")) {
      throw new Unmappable(
          "the version `%s` does not map: versions of a policy are commits here"
              .formatted(policy.text("version")));
    }
  }

  private Map<String, Object> rule(String kind, Fields rule) throws Unmappable {
    rule.requireKnown(RULE_KEYS);
    boolean deny =
        switch (rule.text(EFFECT)) {
          case "EFFECT_ALLOW" -> false;
          case "EFFECT_DENY" -> true;
          default -> throw new Unmappable("the effect `" + rule.text(EFFECT) + "` is unknown");
        };
    List<String> plain = rule.texts("roles");
    boolean anyRole = plain.contains("*");
    List<String> held = anyRole ? List.of() : held(plain, rule.texts("derivedRoles"));
    return new Document()
        .with(deny ? "deny" : "allow", name(rule, deny))
        .with("actions", actions(kind, rule.texts("actions")))
        .with("roles", held)
        .with("when", when(rule, anyRole))
        .content();
  }

  private List<String> held(List<String> plain, List<String> derived) throws Unmappable {
    Set<String> held = new LinkedHashSet<>(plain);
    roles.addAll(plain);
    for (String name : derived) {
      if (!policy.texts("importDerivedRoles").contains(names.setOf(name))) {
        throw new Unmappable("the derived role `" + name + "` is not imported");
      }
      held.add(name);
    }
    if (held.isEmpty()) {
      throw new Unmappable("a rule needs `roles` or `derivedRoles`");
    }
    return List.copyOf(held);
  }

  private String name(Fields rule, boolean deny) throws Unmappable {
    String name = rule.optional("name");
    String actions = String.join("-", rule.texts("actions")).replace("*", "all");
    return ruleNames.like(name.isEmpty() ? (deny ? "no-" : "") + actions : name);
  }

  /** All actions need none to be named. */
  private static List<String> actions(String kind, List<String> actions) throws Unmappable {
    List<String> permissions = new ArrayList<>();
    for (String action : actions) {
      if (action.equals("*")) {
        return List.of(Permissions.all(kind));
      }
      permissions.add(Permissions.of(kind, action));
    }
    if (permissions.isEmpty()) {
      throw new Unmappable("a rule needs `actions`");
    }
    return permissions;
  }

  /** Cerbos answers nobody who has no role at all. */
  private @Nullable String when(Fields rule, boolean anyRole) throws Unmappable {
    String some = "size(subject.roles) > 0";
    Fields condition = rule.fields("condition");
    if (condition == null) {
      return anyRole ? some : null;
    }
    String text = CerbosCondition.translate(condition, roles::add);
    return anyRole ? some + " && (" + text + ")" : text;
  }
}
