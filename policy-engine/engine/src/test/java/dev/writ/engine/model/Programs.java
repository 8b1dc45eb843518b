package dev.writ.engine.model;

import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.Schema;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random programs and requests over small vocabularies, so that rules and requests meet often. One
 * seed gives one program.
 */
public final class Programs {
  private static final List<String> TYPES = List.of("orders", "payments", "a");
  private static final List<String> VERBS = List.of("read", "write", "items:read", "*", "a:b");
  private static final List<String> USERS = List.of("alice", "bob");
  private static final List<String> SERVICES =
      List.of("spiffe://t/ns/a/sa/x", "spiffe://t/ns/b/sa/x", "spiffe://u/ns/a/sa/x");
  private static final int PLAIN = 4;
  private static final int ROLES = 6;

  private final Random random;

  public Programs(long seed) {
    random = new Random(seed);
  }

  private <T> T one(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A program of up to {@code most} rules and as many grants. */
  public Program program(int most) {
    List<Role> roles = roles();
    List<Grant> grants = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      grants.add(grant());
    }
    grants.sort(java.util.Comparator.comparingInt(Grant::role));
    List<Rule> rules = new ArrayList<>();
    for (int i = 0, count = random.nextInt(most + 1); i < count; i++) {
      rules.add(rule("r%03d".formatted(i), chance(70) ? Effect.ALLOW : Effect.DENY));
    }
    return program(roles, grants, rules);
  }

  public static Program program(List<Role> roles, List<Grant> grants, List<Rule> rules) {
    return new Program(
        "test",
        new Revision("0".repeat(64), null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        roles,
        grants,
        rules,
        Schema.NONE,
        Entities.NONE);
  }

  private List<Role> roles() {
    List<Role> roles = new ArrayList<>();
    for (int i = 0; i < PLAIN; i++) {
      List<Integer> inherits = i > 0 && chance(40) ? List.of(random.nextInt(i)) : List.of();
      List<SubjectPattern> members = chance(30) ? List.of(subject()) : List.of();
      roles.add(new Role.Plain("role" + i, inherits, members));
    }
    for (int i = PLAIN; i < ROLES; i++) {
      List<Integer> of = chance(50) ? List.of(random.nextInt(PLAIN)) : List.of();
      roles.add(new Role.Derived("role" + i, of, chance(50) ? one(TYPES) : null, condition()));
    }
    return roles;
  }

  private SubjectPattern subject() {
    return SubjectPattern.of(chance(30) ? "user:*" : "user:" + one(USERS));
  }

  public Grant grant() {
    return new Grant(random.nextInt(ROLES), permission(), chance(40) ? condition() : null);
  }

  /** A permission pattern. */
  public PermissionPattern permission() {
    if (chance(10)) {
      return PermissionPattern.of("*");
    }
    return PermissionPattern.of((chance(20) ? "*" : one(TYPES)) + ":" + one(VERBS));
  }

  private Expression condition() {
    return chance(50)
        ? TestExpressions.flag("flag")
        : TestExpressions.amountAbove(random.nextInt(3));
  }

  public Rule rule(String name, Effect effect) {
    return new Rule(
        "policy",
        name,
        effect,
        chance(30) ? List.of(permission(), permission()) : List.of(permission()),
        chance(40) ? List.of(random.nextInt(ROLES), random.nextInt(ROLES)) : List.of(),
        chance(25) ? List.of(subject()) : List.of(),
        chance(25) ? List.of(service()) : List.of(),
        -1,
        -1,
        chance(50) ? condition() : null,
        chance(20) ? condition() : null,
        null,
        null,
        new Rule.Source("test.yaml", 1, List.of("*"), List.of()));
  }

  private ServicePattern service() {
    return one(
        List.of(
            new ServicePattern("t", List.of("ns", "a", "sa", "x")),
            new ServicePattern("t", List.of("ns", "*", "sa", "x")),
            new ServicePattern("t", List.of("**")),
            new ServicePattern("u", List.of("ns", "**"))));
  }

  /** A request whose properties are now and then absent or of another type. */
  public AccessRequest request() {
    Map<String, Object> resource = new HashMap<>();
    if (chance(80)) {
      resource.put("flag", chance(90) ? (Object) chance(50) : "text");
    }
    if (chance(80)) {
      resource.put("amount", chance(90) ? (Object) (double) random.nextInt(4) : "much");
    }
    return request(resource);
  }

  public AccessRequest request(Map<String, Object> resource) {
    List<Object> roles = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      roles.add("role" + random.nextInt(ROLES + 1));
    }
    String type = one(TYPES);
    String verb = one(VERBS);
    SpiffeId id = chance(60) ? SpiffeId.parse(one(SERVICES)) : null;
    return new AccessRequest(
        new Subject(
            chance(80) ? "user" : "robot",
            one(USERS),
            chance(90) ? Map.of("roles", roles) : Map.of()),
        new Action(chance(30) ? type + ":" + verb : verb),
        new Resource(type, "1", resource),
        Map.of(),
        id == null ? null : new Service(id, Service.Source.CERTIFICATE),
        Peer.LOCAL,
        null,
        false,
        null,
        Instant.parse("2026-03-04T10:00:00Z"));
  }
}
