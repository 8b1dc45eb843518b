package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.document.Window;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Schema;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a repository says, after checking.
 *
 * @param name the policy set's name
 * @param roles sorted by name
 * @param table the same roles, to look up numbers
 * @param policies sorted by name
 */
record CheckedRepository(
    String name,
    List<CheckedRole> roles,
    RoleTable table,
    List<CheckedPolicy> policies,
    Names<Window> windows,
    Schema schema,
    Entities entities) {

  CheckedRepository {
    roles = List.copyOf(roles);
    policies = List.copyOf(policies);
  }

  /** All rules, by policy name and position. */
  List<CheckedRule> rules() {
    return policies.stream().flatMap(policy -> policy.rules().stream()).toList();
  }

  /** All expressions of roles and rules. */
  List<CheckedExpression> expressions() {
    return Stream.concat(
            roles.stream().flatMap(role -> role.expressions().stream()),
            rules().stream().flatMap(rule -> rule.expressions().stream()))
        .toList();
  }
}
