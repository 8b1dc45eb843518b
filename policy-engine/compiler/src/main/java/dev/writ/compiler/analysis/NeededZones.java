package dev.writ.compiler.analysis;

import dev.writ.compiler.cel.CompiledExpression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which time zones the windows and expressions of a repository need. */
final class NeededZones {

  private NeededZones() {}

  static ZoneTable of(CheckedRepository repository) {
    List<CompiledExpression> expressions = Reach.evaluated(repository.expressions());
    if (expressions.stream().anyMatch(CompiledExpression::anyZone)) {
      return ZoneTable.all();
    }
    Set<String> names = new TreeSet<>();
    expressions.forEach(expression -> names.addAll(expression.zones()));
    repository.windows().all().values().forEach(w -> names.add(w.zone().value().getId()));
    return ZoneTable.of(names);
  }
}
