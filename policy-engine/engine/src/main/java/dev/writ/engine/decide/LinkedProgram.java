package dev.writ.engine.decide;

import dev.writ.engine.expr.Condition;
import dev.writ.engine.expr.Linker;
import dev.writ.engine.index.Keys;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Rule;
import dev.writ.engine.request.Permission;
import dev.writ.engine.time.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A program made ready to decide: candidates with their parts linked, and the indexes that find
 * them. Immutable but for a bounded memo; thread-safe.
 */
public final class LinkedProgram {
  /** Matchings that are remembered; beyond them they are made anew for each request. */
  private static final int MEMO = 10_000;

  /** Longer action names are not remembered, so that the memo's memory is bounded. */
  private static final int MEMO_NAME = 200;

  /**
   * A key of the memo. Its methods are written out, since in native images those that the compiler
   * gives a record are interpreted: that took three quarters of a decision.
   */
  private record Names(String resourceType, String action) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Names names
          && action.equals(names.action)
          && resourceType.equals(names.resourceType);
    }

    @Override
    public int hashCode() {
      return 31 * resourceType.hashCode() + action.hashCode();
    }
  }

  private final Program program;
  private final Linker linker;
  private final RoleBook roles;
  private final Windows windows;
  private final @Nullable ConditionPart[] derived;
  private final CandidateSet grants;
  private final CandidateSet allows;
  private final CandidateSet denies;
  private final Map<String, SubjectKind> subjectKinds;
  private final Map<String, ResourceKind> resourceKinds;
  private final Map<Names, Matching> memo = new ConcurrentHashMap<>();

  public LinkedProgram(Program program) {
    this.program = program;
    linker = new Linker(program);
    roles = new RoleBook(program.roles());
    windows = Windows.of(program);
    derived = program.roles().stream().map(this::derivedCondition).toArray(ConditionPart[]::new);
    grants = linkGrants();
    allows = linkRules(Effect.ALLOW);
    denies = linkRules(Effect.DENY);
    subjectKinds = SubjectKind.all(program, roles);
    resourceKinds = ResourceKind.all(program);
  }

  private @Nullable ConditionPart derivedCondition(Role role) {
    return role instanceof Role.Derived d ? condition("role:" + d.name(), "when", d.when()) : null;
  }

  private ConditionPart condition(String owner, String name, Expression expression) {
    Condition condition = linker.condition(expression);
    return new ConditionPart(owner, name, expression, condition, name.equals("unless"));
  }

  private CandidateSet linkGrants() {
    var set = new CandidateSet.Builder();
    program.grants().forEach(grant -> addGrant(grant, set));
    return set.build();
  }

  private CandidateSet linkRules(Effect effect) {
    var set = new CandidateSet.Builder();
    program.rules().stream()
        .filter(rule -> rule.effect() == effect)
        .forEach(rule -> set.add(link(rule), keys(rule)));
    return set.build();
  }

  private void addGrant(Grant grant, CandidateSet.Builder set) {
    String id = "role:" + roles.role(grant.role()).name();
    List<Part> parts = new ArrayList<>();
    parts.add(new RolesPart(List.of(grant.role()), roles));
    if (grant.when() != null) {
      parts.add(condition(id, "when", grant.when()));
    }
    List<PermissionPattern> permissions = List.of(grant.permission());
    set.add(
        Candidate.of(id, Effect.ALLOW, permissions, parts, null, null, null),
        keysOfRoles(List.of(grant.role())));
  }

  private Candidate link(Rule rule) {
    return Candidate.of(
        rule.id(),
        rule.effect(),
        rule.permissions(),
        parts(rule),
        rule.reason(),
        rule.output() == null ? null : linker.computation(rule.output()),
        rule.source());
  }

  private List<Part> parts(Rule rule) {
    List<Part> parts = new ArrayList<>();
    if (!rule.roles().isEmpty()) {
      parts.add(new RolesPart(rule.roles(), roles));
    }
    if (!rule.subjects().isEmpty()) {
      parts.add(new SubjectsPart(rule.subjects()));
    }
    if (!rule.services().isEmpty()) {
      parts.add(new ServicesPart(rule.services()));
    }
    addWindow(parts, "during", rule.during());
    addWindow(parts, "outside", rule.outside());
    addCondition(parts, rule, "when", rule.when());
    addCondition(parts, rule, "unless", rule.unless());
    return parts;
  }

  private void addWindow(List<Part> parts, String name, int window) {
    if (window >= 0) {
      String text = program.windows().get(window).name();
      parts.add(new WindowPart(name, text, windows, window, name.equals("during")));
    }
  }

  private void addCondition(
      List<Part> parts, Rule rule, String name, @Nullable Expression expression) {
    if (expression != null) {
      parts.add(condition(rule.id(), name, expression));
    }
  }

  private Keys keys(Rule rule) {
    if (!rule.subjects().isEmpty() && IndexKeys.areExact(rule.subjects())) {
      return IndexKeys.ofSubjects(rule.subjects());
    }
    if (!rule.roles().isEmpty()) {
      Keys keys = keysOfRoles(rule.roles());
      if (!keys.equals(Keys.ANYBODY)) {
        return keys;
      }
    }
    return IndexKeys.ofServices(rule.services());
  }

  private Keys keysOfRoles(List<Integer> wanted) {
    return IndexKeys.ofRoles(wanted, program.roles());
  }

  /** What a request for this action on this type of resource can meet. */
  Matching match(String resourceType, String action) {
    Names names = new Names(resourceType, action);
    Matching known = memo.get(names);
    if (known != null) {
      return known;
    }
    Matching made = makeMatching(resourceType, action);
    if (memo.size() < MEMO && resourceType.length() + action.length() <= MEMO_NAME) {
      memo.put(names, made);
    }
    return made;
  }

  private Matching makeMatching(String resourceType, String action) {
    Permission permission = Permission.of(resourceType, action);
    List<String> segments = permission == null ? List.of() : permission.segments();
    return new Matching(
        permission,
        isDeclared(resourceType, segments),
        resourceKind(resourceType),
        denies.match(segments),
        grants.match(segments),
        allows.match(segments));
  }

  private ResourceKind resourceKind(String type) {
    ResourceKind known = resourceKinds.get(type);
    return known == null ? ResourceKind.of(program, type) : known;
  }

  private boolean isDeclared(String resourceType, List<String> segments) {
    List<PermissionPattern> declared = program.schema().actions().get(resourceType);
    return declared == null || declared.stream().anyMatch(p -> p.matches(segments));
  }

  Program program() {
    return program;
  }

  /** What is known of the subject types that the program says something about. */
  Map<String, SubjectKind> subjectKinds() {
    return subjectKinds;
  }

  Linker linker() {
    return linker;
  }

  RoleBook roles() {
    return roles;
  }

  /** The condition of a derived role. */
  ConditionPart derived(int role) {
    return java.util.Objects.requireNonNull(derived[role]);
  }

  CandidateSet grants() {
    return grants;
  }

  CandidateSet allows() {
    return allows;
  }

  CandidateSet denies() {
    return denies;
  }
}
