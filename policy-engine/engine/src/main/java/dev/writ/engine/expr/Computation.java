package dev.writ.engine.expr;

/** A linked expression of any type. Stateless and thread-safe; what changes is in the frame. */
@FunctionalInterface
public interface Computation {

  /**
   * Evaluates within the same budgets as a condition.
   *
   * @return a value of the CEL domain, an EvalError or an Unknown; never null
   */
  Object evaluate(Frame frame);
}
