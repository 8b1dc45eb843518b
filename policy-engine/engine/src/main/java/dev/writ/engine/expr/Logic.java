package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import java.util.Optional;

/**
 * The operators that do not need all of their operands. Those that are made to be {@code shown}
 * evaluate the others too, for the trace alone.
 */
final class Logic {
  private Logic() {}

  /**
   * {@code &&} and {@code ||}: one operand of the deciding truth settles it, whatever the other is;
   * else an unknown counts more than an error.
   */
  static final class Junction extends Node.OfBoolean {
    private final Node left;
    private final Node right;
    private final int deciding;
    private final boolean shown;

    /**
     * @param deciding FALSE for {@code &&}, TRUE for {@code ||}
     */
    Junction(Node left, Node right, int deciding, boolean shown) {
      this.left = left;
      this.right = right;
      this.deciding = deciding;
      this.shown = shown;
    }

    @Override
    int truth(Frame frame) {
      int one = left.truth(frame);
      if (one == deciding) {
        if (shown) {
          right.show(frame);
        }
        return one;
      }
      return one == NONE ? doubtful(frame) : right.truth(frame);
    }

    private int doubtful(Frame frame) {
      Object problem = frame.takeProblem();
      int other = right.truth(frame);
      if (other == deciding) {
        return other;
      }
      return frame.none(other == NONE ? Errors.worse(problem, frame.takeProblem()) : problem);
    }
  }

  /** {@code !}. */
  static final class Not extends Node.OfBoolean {
    private final Node operand;

    Not(Node operand) {
      this.operand = operand;
    }

    @Override
    int truth(Frame frame) {
      int truth = operand.truth(frame);
      return truth == NONE ? NONE : 1 - truth;
    }
  }

  /** {@code condition ? whenTrue : whenFalse}. */
  static final class Conditional extends Node {
    private final Node condition;
    private final Node whenTrue;
    private final Node whenFalse;
    private final boolean shown;

    Conditional(Node condition, Node whenTrue, Node whenFalse, boolean shown) {
      this.condition = condition;
      this.whenTrue = whenTrue;
      this.whenFalse = whenFalse;
      this.shown = shown;
    }

    @Override
    Object value(Frame frame) {
      int truth = condition.truth(frame);
      if (shown) {
        return shown(truth, frame);
      }
      if (truth == NONE) {
        return frame.takeProblem();
      }
      return truth == TRUE ? whenTrue.value(frame) : whenFalse.value(frame);
    }

    @Override
    int truth(Frame frame) {
      if (shown) {
        return super.truth(frame);
      }
      int truth = condition.truth(frame);
      if (truth == NONE) {
        return NONE;
      }
      return truth == TRUE ? whenTrue.truth(frame) : whenFalse.truth(frame);
    }

    private Object shown(int truth, Frame frame) {
      if (truth == TRUE) {
        Object value = whenTrue.value(frame);
        whenFalse.skip(frame);
        return value;
      }
      whenTrue.skip(frame);
      if (truth == FALSE) {
        return whenFalse.value(frame);
      }
      whenFalse.skip(frame);
      return frame.takeProblem();
    }
  }

  /** {@code optional.or(optional)} and {@code optional.orValue(value)}. */
  static final class Alternative extends Node {
    private final Node first;
    private final Node second;
    private final boolean unwrap;
    private final boolean shown;

    Alternative(Node first, Node second, boolean unwrap, boolean shown) {
      this.first = first;
      this.second = second;
      this.unwrap = unwrap;
      this.shown = shown;
    }

    @Override
    Object value(Frame frame) {
      Object value = first.value(frame);
      boolean empty = value instanceof Optional<?> optional && optional.isEmpty();
      if (empty) {
        return second.value(frame);
      }
      if (shown) {
        second.skip(frame);
      }
      if (value instanceof Optional<?> optional) {
        return unwrap ? optional.get() : value;
      }
      return Errors.isProblem(value) ? value : Errors.WRONG_TYPE;
    }
  }
}
