package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import org.jspecify.annotations.Nullable;

/**
 * A linked sub-expression. Stateless; whoever evaluates it asks for the form it can use best, and
 * every node answers in every form, so that a value of an unexpected type is an error and never an
 * exception.
 *
 * <p>Through {@link #value} an error or unknown is returned as it is. Through the other forms,
 * which cannot hold one, it is left in {@link Frame#problem}, which is null whenever a node is
 * asked.
 */
abstract class Node {
  static final int FALSE = 0;
  static final int TRUE = 1;

  /** Neither: see {@link Frame#problem}. */
  static final int NONE = 2;

  /** The value, an EvalError or an Unknown. */
  abstract Object value(Frame frame);

  /** FALSE, TRUE or NONE. */
  int truth(Frame frame) {
    Object value = value(frame);
    if (value instanceof Boolean truth) {
      return truth ? TRUE : FALSE;
    }
    return frame.none(Errors.isProblem(value) ? value : Errors.NOT_BOOLEAN);
  }

  /** The value of an int; 0 with a problem. */
  long integer(Frame frame) {
    Object value = value(frame);
    return value instanceof Long number ? number : frame.zero(problem(value));
  }

  /** The value of a double; 0 with a problem. */
  double real(Frame frame) {
    Object value = value(frame);
    return value instanceof Double number ? number : frame.zero(problem(value));
  }

  private static Object problem(Object value) {
    return Errors.isProblem(value) ? value : Errors.WRONG_TYPE;
  }

  /** The value if it never changes, else null. */
  @Nullable Object constant() {
    return null;
  }

  /** Notes in a trace that nothing asked for this; see {@link Traced}. */
  void skip(Frame frame) {}

  /** Evaluates only for the trace to show it; see {@link Traced}. */
  void show(Frame frame) {}

  /** A node that is first of all a truth. */
  abstract static class OfBoolean extends Node {
    @Override
    abstract int truth(Frame frame);

    @Override
    Object value(Frame frame) {
      int truth = truth(frame);
      return truth == NONE ? frame.takeProblem() : (Object) (truth == TRUE);
    }
  }

  /** A node that is first of all an int. */
  abstract static class OfInteger extends Node {
    @Override
    abstract long integer(Frame frame);

    @Override
    Object value(Frame frame) {
      long number = integer(frame);
      return frame.problem == null ? (Object) number : frame.takeProblem();
    }
  }

  /** A node that is first of all a double. */
  abstract static class OfReal extends Node {
    @Override
    abstract double real(Frame frame);

    @Override
    Object value(Frame frame) {
      double number = real(frame);
      return frame.problem == null ? (Object) number : frame.takeProblem();
    }
  }

  /** A constant. */
  static final class Constant extends Node {
    private final Object value;

    Constant(Object value) {
      this.value = value;
    }

    @Override
    Object value(Frame frame) {
      return value;
    }

    @Override
    Object constant() {
      return value;
    }
  }
}
