package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.document.Role;
import dev.writ.engine.pattern.PermissionPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role after checking; what was refused is left out.
 *
 * @param file where it stands
 * @param when the condition of a derived role
 */
record CheckedRole(
    String file, Role role, @Nullable CheckedExpression when, List<CheckedGrant> grants) {

  CheckedRole {
    grants = List.copyOf(grants);
  }

  String name() {
    return role.name().value();
  }

  /** All expressions, the role's own first. */
  List<CheckedExpression> expressions() {
    List<CheckedExpression> all = new ArrayList<>();
    if (when != null) {
      all.add(when);
    }
    for (CheckedGrant grant : grants) {
      if (grant.when() != null) {
        all.add(grant.when());
      }
    }
    return all;
  }

  /**
   * A permission of a role.
   *
   * @param when the condition of a conditional grant
   */
  record CheckedGrant(
      Role.Grant entry, PermissionPattern permission, @Nullable CheckedExpression when) {

    boolean isUnconditional() {
      return entry.when() == null;
    }
  }
}
