package dev.writ.engine.expr;

import dev.writ.engine.value.Outcome;

/** A linked boolean expression. Stateless and thread-safe; what changes is in the frame. */
@FunctionalInterface
public interface Condition {

  /**
   * Evaluates within the condition's own budget and what is left of the decision's.
   *
   * @return the outcome; after FAILED {@link Frame#error()} says why, after UNKNOWN {@link
   *     Frame#unknown()} on what it depends
   */
  Outcome test(Frame frame);
}
