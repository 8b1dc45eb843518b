package dev.writ.engine.decide;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Named;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Rule;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Permission;
import dev.writ.engine.value.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Decides a request and then evaluates everything about its resource type, whether the decision
 * needed it or not. What only the explanation evaluates is not charged to the decision.
 */
public final class Explainer {
  private final LinkedProgram program;
  private final Session session;

  /** An explainer of its own session; one thread uses it at a time. */
  public Explainer(LinkedProgram program) {
    this.program = program;
    this.session = new Session(program);
  }

  public Explanation explain(AccessRequest request) {
    Decision decision = session.decide(request);
    Permission permission = Permission.of(request.resource().type(), request.action().name());
    if (permission == null || request.nameProblem() != null) {
      return new Explanation(decision, "", List.of(), List.of(), List.of(), List.of());
    }
    List<String> reads = session.frame().reads();
    List<Integer> lets = session.frame().letsRead();
    List<Integer> derived = session.derivedTested();
    session.frame().charge(false);
    List<Considered> considered = considerAll(permission, decision);
    List<Named> named = named(derived, lets);
    session.frame().charge(true);
    Object roles = session.facts().subject().roleNames();
    List<String> held =
        roles instanceof List<?> names ? names.stream().map(String::valueOf).toList() : List.of();
    return new Explanation(decision, permission.text(), held, considered, named, reads);
  }

  /** Everything that was asked for by name, given what the decision had asked for. */
  private List<Named> named(List<Integer> decidedRoles, List<Integer> decidedLets) {
    List<Named> named = new ArrayList<>();
    for (int role : session.derivedTested()) {
      ConditionPart condition = program.derived(role);
      named.add(
          new Named(condition.owner(), decidedRoles.contains(role), condition.trace(session)));
    }
    for (int number : session.frame().letsRead()) {
      Let let = program.program().lets().get(number);
      if (!(let.expression().root() instanceof Expr.Literal)) {
        boolean decided = decidedLets.contains(number);
        named.add(new Named(let.name(), decided, session.trace(let.expression())));
      }
    }
    return named;
  }

  private List<Considered> considerAll(Permission permission, Decision decision) {
    List<Considered> all = new ArrayList<>();
    for (Candidate deny : program.denies().all()) {
      considerIfAboutType(deny, permission, decision, all);
    }
    for (Candidate grant : program.grants().all()) {
      if (grant.permissions().getFirst().matches(permission.segments())) {
        all.add(consider(grant, permission, decision));
      }
    }
    for (Candidate allow : program.allows().all()) {
      considerIfAboutType(allow, permission, decision, all);
    }
    return all;
  }

  private void considerIfAboutType(
      Candidate candidate, Permission permission, Decision decision, List<Considered> into) {
    if (isAboutType(candidate, permission)) {
      into.add(consider(candidate, permission, decision));
    }
  }

  private static boolean isAboutType(Candidate candidate, Permission permission) {
    String type = permission.segments().getFirst();
    return candidate.permissions().stream()
        .map(pattern -> pattern.segments().getFirst())
        .anyMatch(first -> first.equals(type) || first.equals(PermissionPattern.ANY));
  }

  private Considered consider(Candidate candidate, Permission permission, Decision decision) {
    List<Explanation.Part> parts = new ArrayList<>();
    parts.add(permissionPart(candidate, permission));
    for (Part part : candidate.parts()) {
      Outcome outcome = part.test(session);
      parts.add(
          new Explanation.Part(
              part.name(), part.text(), outcome, part.actual(session), part.trace(session)));
    }
    Outcome outcome = sum(parts);
    Rule.Source source = candidate.source();
    return new Considered(
        candidate.id(),
        candidate.effect().name().toLowerCase(Locale.ROOT),
        source == null ? null : source.file(),
        source == null ? 0 : source.line(),
        outcome,
        outcome != Outcome.FALSE && decision.rules().contains(candidate.id()),
        candidate.reason(),
        parts);
  }

  private static Explanation.Part permissionPart(Candidate candidate, Permission permission) {
    boolean matches =
        candidate.permissions().stream().anyMatch(p -> p.matches(permission.segments()));
    String text =
        candidate.permissions().stream().map(Object::toString).collect(Collectors.joining(", "));
    return new Explanation.Part(
        "permission", text, Outcome.of(matches), "the request needs " + permission.text(), null);
  }

  private static Outcome sum(List<Explanation.Part> parts) {
    return java.util.stream.Stream.of(Outcome.FALSE, Outcome.UNKNOWN, Outcome.FAILED)
        .filter(outcome -> parts.stream().anyMatch(part -> part.outcome() == outcome))
        .findFirst()
        .orElse(Outcome.TRUE);
  }
}
