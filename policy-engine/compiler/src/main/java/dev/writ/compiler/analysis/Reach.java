package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.expression.CheckedExpression;
import dev.writ.compiler.analysis.expression.CheckedLet;
import dev.writ.compiler.cel.CompiledExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Which lets expressions reach, directly and through others. */
final class Reach {

  private Reach() {}

  /** Every reached let once. */
  static Collection<CheckedLet> lets(Collection<CheckedExpression> expressions) {
    Set<CheckedLet> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<CheckedLet> open = new ArrayDeque<>();
    expressions.forEach(expression -> open.addAll(expression.uses().values()));
    while (!open.isEmpty()) {
      CheckedLet next = open.pop();
      if (reached.add(next)) {
        open.addAll(next.uses().values());
      }
    }
    return reached;
  }

  /** Everything that these expressions evaluate: themselves and the lets that they reach. */
  static List<CompiledExpression> evaluated(Collection<CheckedExpression> expressions) {
    List<CompiledExpression> all = new ArrayList<>();
    expressions.forEach(expression -> all.add(expression.expression()));
    for (CheckedLet let : lets(expressions)) {
      if (let.expression() != null) {
        all.add(let.expression());
      }
    }
    return all;
  }
}
