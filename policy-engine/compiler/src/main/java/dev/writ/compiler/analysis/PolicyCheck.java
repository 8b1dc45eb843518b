package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.analysis.expression.ExpressionChecker;
import dev.writ.compiler.analysis.expression.Scope;
import dev.writ.compiler.analysis.expression.Scopes;
import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.analysis.schema.Environments;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.document.RuleEntry;
import dev.writ.compiler.document.Window;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.SourceText;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks policies one by one, against all names of the repository. Thread-safe. */
final class PolicyCheck {

  /** What an output must be; whether its keys are text may only show at run time. */
  private static final Type OUTPUT = Type.map(Type.STRING, Type.DYN);

  private final Scopes scopes;
  private final Environments environments;
  private final RoleTable roles;
  private final Names<Window> windows;
  private final ActionCheck actions;
  private final ExpressionChecker expressions;
  private final Problems problems;

  PolicyCheck(
      Scopes scopes,
      Environments environments,
      RoleTable roles,
      Names<Window> windows,
      ActionCheck actions,
      ExpressionChecker expressions,
      Problems problems) {
    this.scopes = scopes;
    this.environments = environments;
    this.roles = roles;
    this.windows = windows;
    this.actions = actions;
    this.expressions = expressions;
    this.problems = problems;
  }

  CheckedPolicy check(PolicyDocument policy) {
    policy.resources().forEach(actions::resource);
    List<String> types = CheckedPolicy.types(policy);
    Scope scope = scopes.of(policy);
    CelEnvironment environment = environments.ofDeclared(types);
    scope.own().forEach(let -> expressions.check(let, environment));
    return new CheckedPolicy(
        policy,
        policy.rules().stream().map(rule -> check(rule, types, scope, environment)).toList());
  }

  private CheckedRule check(
      RuleEntry rule, List<String> types, Scope scope, CelEnvironment environment) {
    rule.actions().forEach(action -> actions.action(types, action));
    rule.roles().forEach(role -> roles.resolve(role, problems));
    resolve(rule.during());
    resolve(rule.outside());
    return new CheckedRule(
        rule,
        Permissions.ofRule(types, rule.actions().stream().map(Located::value).toList()),
        services(rule),
        expression(rule.when(), scope, environment, Type.BOOL),
        expression(rule.unless(), scope, environment, Type.BOOL),
        expression(rule.output(), scope, environment, OUTPUT));
  }

  private void resolve(@Nullable Located<String> window) {
    if (window != null) {
      windows.resolve(window, problems);
    }
  }

  private List<ServicePattern> services(RuleEntry rule) {
    return rule.services().stream()
        .map(service -> ServicePatterns.read(service, problems))
        .flatMap(Optional::stream)
        .toList();
  }

  private @Nullable CheckedExpression expression(
      @Nullable SourceText text, Scope scope, CelEnvironment environment, Type expected) {
    return text == null ? null : expressions.check(text, scope, environment, expected);
  }
}
