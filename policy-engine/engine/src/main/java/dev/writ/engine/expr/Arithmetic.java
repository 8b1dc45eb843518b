package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Integers;
import dev.writ.engine.program.Function;
import dev.writ.engine.value.EvalError;
import org.jspecify.annotations.Nullable;

/** Arithmetic on numbers whose types are known, without boxes. */
final class Arithmetic {
  private Arithmetic() {}

  /** {@code + - * / %} on ints. */
  static final class OnIntegers extends Node.OfInteger {
    private final Function operator;
    private final Node left;
    private final Node right;
    private final String name;

    OnIntegers(Function operator, Node left, Node right, String name) {
      this.operator = operator;
      this.left = left;
      this.right = right;
      this.name = name;
    }

    @Override
    long integer(Frame frame) {
      long one = left.integer(frame);
      if (frame.problem != null) {
        return both(right, frame);
      }
      long other = right.integer(frame);
      if (frame.problem != null) {
        return 0;
      }
      @Nullable EvalError error = Integers.error(operator, one, other);
      return error == null
          ? Integers.apply(operator, one, other)
          : frame.zero(Calls.named(error, name));
    }
  }

  /** {@code + - * /} on doubles. */
  static final class OnReals extends Node.OfReal {
    private final Function operator;
    private final Node left;
    private final Node right;

    OnReals(Function operator, Node left, Node right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    double real(Frame frame) {
      double one = left.real(frame);
      if (frame.problem != null) {
        return both(right, frame);
      }
      double other = right.real(frame);
      return frame.problem != null ? 0 : apply(one, other);
    }

    private double apply(double one, double other) {
      return switch (operator) {
        case ADD -> one + other;
        case SUBTRACT -> one - other;
        case MULTIPLY -> one * other;
        default -> one / other;
      };
    }
  }

  private static long both(Node right, Frame frame) {
    Object problem = frame.takeProblem();
    return frame.zero(Errors.worse(problem, right.value(frame)));
  }
}
