package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.document.RuleEntry;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.pattern.ServicePattern;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule after checking; what was refused is left out.
 *
 * @param permissions what resource type and actions come to
 */
record CheckedRule(
    RuleEntry entry,
    List<PermissionPattern> permissions,
    List<ServicePattern> services,
    @Nullable CheckedExpression when,
    @Nullable CheckedExpression unless,
    @Nullable CheckedExpression output) {

  CheckedRule {
    permissions = List.copyOf(permissions);
    services = List.copyOf(services);
  }

  /** The conditions whose failure makes the rule fail. */
  List<CheckedExpression> conditions() {
    return Stream.of(when, unless).filter(Objects::nonNull).toList();
  }

  /** All expressions, in the order of evaluation. */
  List<CheckedExpression> expressions() {
    return Stream.of(when, unless, output).filter(Objects::nonNull).toList();
  }
}
