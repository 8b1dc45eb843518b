package dev.writ.engine.decide;

import dev.writ.engine.decision.Failure;
import dev.writ.engine.expr.Condition;
import dev.writ.engine.expr.Trace;
import dev.writ.engine.program.Expression;
import dev.writ.engine.value.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * {@code when}, or {@code unless} with its negation.
 *
 * @param owner the rule or role that fails with it
 */
record ConditionPart(
    String owner, String name, Expression expression, Condition condition, boolean negated)
    implements Part {

  @Override
  public String text() {
    return expression.text();
  }

  @Override
  public Outcome test(Session session) {
    Outcome outcome = condition.test(session.frame());
    return switch (outcome) {
      case TRUE -> Outcome.of(!negated);
      case FALSE -> Outcome.of(negated);
      case FAILED -> {
        session.fail(new Failure(owner, name, session.frame().error()));
        yield outcome;
      }
      case UNKNOWN -> {
        session.dependOn(session.frame().unknown());
        yield outcome;
      }
    };
  }

  @Override
  public @Nullable String actual(Session session) {
    return null;
  }

  @Override
  public Trace trace(Session session) {
    return session.trace(expression);
  }
}
