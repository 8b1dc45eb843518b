package dev.writ.compiler.testing;

import dev.writ.compiler.testing.Coverage.BranchCoverage;
import dev.writ.compiler.testing.Coverage.RuleCoverage;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.decision.Explanation.Considered;
import dev.writ.engine.decision.Explanation.Named;
import dev.writ.engine.decision.Explanation.Part;
import dev.writ.engine.expr.Trace;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what explanations show of a program. */
final class CoverageRecorder {

  private final Map<String, Counts> rules = new LinkedHashMap<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final IdentityHashMap<Expression, Branches> branches = new IdentityHashMap<>();
  private final Map<String, Branches> lets = new HashMap<>();

  /** How often decisions met a rule or grant. */
  private static final class Counts {
    private final String place;
    private int evaluated;
    private int determining;

    Counts(String place) {
      this.place = place;
    }
  }

  /** A condition of a rule or grant. */
  private record Condition(String id, String part, Branches branches) {}

  CoverageRecorder(Program program) {
    for (Grant grant : program.grants()) {
      String id =
          grantId(
              "role:" + program.roles().get(grant.role()).name(), grant.permission().toString());
      Expression when = grant.when();
      rules.putIfAbsent(id, new Counts(when == null ? "" : when.file() + ":" + when.line()));
      addCondition(id, "when", when);
    }
    program.roles().forEach(this::addRole);
    program.lets().forEach(this::addLet);
    for (Rule rule : program.rules()) {
      rules.put(rule.id(), new Counts(rule.source().file() + ":" + rule.source().line()));
      addCondition(rule.id(), "when", rule.when());
      addCondition(rule.id(), "unless", rule.unless());
    }
  }

  private void addRole(Role role) {
    if (role instanceof Role.Derived derived) {
      addCondition("role:" + derived.name(), "when", derived.when());
    }
  }

  /** A let that is checked in several environments is one for its author. */
  private void addLet(Let let) {
    Expression expression = let.expression();
    if (expression.root().type().equals(Type.BOOL)
        && !(expression.root() instanceof Expr.Literal)) {
      Branches known = lets.get(let.name());
      if (known == null) {
        addCondition(let.name(), "let", expression);
        lets.put(let.name(), branches.get(expression));
      } else {
        branches.put(expression, known);
      }
    }
  }

  private void addCondition(String id, String part, @Nullable Expression expression) {
    if (expression != null) {
      Branches of = new Branches(expression);
      branches.put(expression, of);
      conditions.add(new Condition(id, part, of));
    }
  }

  private static String grantId(String rule, String permission) {
    return rule + " " + permission;
  }

  /** Adds what one decision asked for. */
  void add(Explanation explanation) {
    for (Considered rule : Evaluated.rules(explanation)) {
      List<Part> parts = Evaluated.parts(rule);
      count(rule);
      parts.stream().map(Part::trace).forEach(this::addTrace);
    }
    explanation.named().stream().filter(Named::decided).map(Named::trace).forEach(this::addTrace);
  }

  private void count(Considered rule) {
    Counts counts =
        rules.get(rule.file() == null ? grantId(rule.rule(), permission(rule)) : rule.rule());
    if (counts != null) {
      counts.evaluated++;
      counts.determining += rule.determining() ? 1 : 0;
    }
  }

  private static String permission(Considered grant) {
    return grant.parts().stream()
        .filter(part -> part.name().equals("permission"))
        .map(Part::text)
        .findFirst()
        .orElse("");
  }

  private void addTrace(@Nullable Trace trace) {
    if (trace != null) {
      Branches of = branches.get(trace.expression());
      if (of != null) {
        of.add(trace.root());
      }
    }
  }

  Coverage coverage() {
    List<RuleCoverage> covered = new ArrayList<>();
    rules.forEach(
        (id, counts) ->
            covered.add(new RuleCoverage(id, counts.place, counts.evaluated, counts.determining)));
    List<BranchCoverage> seen = new ArrayList<>();
    conditions.forEach(condition -> addBranches(condition, seen));
    return new Coverage(covered, seen);
  }

  private static void addBranches(Condition condition, List<BranchCoverage> into) {
    Branches of = condition.branches();
    of.seen()
        .forEach(
            (span, seen) ->
                into.add(
                    new BranchCoverage(
                        condition.id(),
                        condition.part(),
                        of.place(span),
                        of.text(span),
                        seen.wasTrue,
                        seen.wasFalse)));
  }
}
