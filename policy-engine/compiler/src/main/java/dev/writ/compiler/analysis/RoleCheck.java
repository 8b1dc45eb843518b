package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.CheckedRole.CheckedGrant;
import dev.writ.compiler.analysis.RoleTable.Declared;
import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.analysis.expression.ExpressionChecker;
import dev.writ.compiler.analysis.expression.Scope;
import dev.writ.compiler.analysis.expression.Scopes;
import dev.writ.compiler.analysis.schema.Environments;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Role;
import dev.writ.compiler.source.Located;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks roles one by one, against all names of the repository. Thread-safe. */
final class RoleCheck {

  private final Scopes scopes;
  private final Environments environments;
  private final ActionCheck actions;
  private final ExpressionChecker expressions;
  private final Problems problems;

  RoleCheck(
      Scopes scopes,
      Environments environments,
      ActionCheck actions,
      ExpressionChecker expressions,
      Problems problems) {
    this.scopes = scopes;
    this.environments = environments;
    this.actions = actions;
    this.expressions = expressions;
    this.problems = problems;
  }

  CheckedRole check(Declared declared) {
    Role role = declared.role();
    Scope scope = scopes.of(declared.document());
    String file = role.name().location().path();
    List<CheckedGrant> grants =
        role.permissions().stream().map(grant -> grant(role, grant, scope)).toList();
    return new CheckedRole(
        file, role, role instanceof Role.Derived derived ? when(derived, scope) : null, grants);
  }

  private @Nullable CheckedExpression when(Role.Derived role, Scope scope) {
    if (role.resource() != null) {
      actions.resource(role.resource());
    }
    return expressions.check(role.when(), scope, environments.ofDeclared(types(role)), Type.BOOL);
  }

  private CheckedGrant grant(Role role, Role.Grant grant, Scope scope) {
    actions.permission(grant.permission());
    PermissionPattern pattern = PermissionPattern.of(grant.permission().value());
    List<String> types = types(role);
    String type = Permissions.type(pattern);
    boolean named = !type.equals(PermissionPattern.ANY);
    if (named && !types.isEmpty() && !types.contains(type)) {
      warnNeverHeld(role, grant.permission(), types.get(0));
    }
    CelEnvironment environment = environments.of(named ? List.of(type) : types);
    CheckedExpression when =
        grant.when() == null
            ? null
            : expressions.check(grant.when(), scope, environment, Type.BOOL);
    return new CheckedGrant(grant, pattern, when);
  }

  private void warnNeverHeld(Role role, Located<String> permission, String type) {
    String message =
        "`%s` permits nothing: `%s` is held on resources of type `%s` only"
            .formatted(permission.value(), role.name().value(), type);
    problems.add(Problem.warning("unreachable-permission", permission.location(), message));
  }

  private static List<String> types(Role role) {
    return role instanceof Role.Derived derived && derived.resource() != null
        ? List.of(derived.resource().value())
        : List.of();
  }
}
