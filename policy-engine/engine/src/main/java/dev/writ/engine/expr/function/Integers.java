package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.EvalError;
import org.jspecify.annotations.Nullable;

/** Arithmetic of ints, 64 bits with sign: what leaves the range is an error. */
public final class Integers {
  private Integers() {}

  /** Why {@code left operator right} has no value, or null if it has one. */
  public static @Nullable EvalError error(Function operator, long left, long right) {
    return switch (operator) {
      case ADD -> overflow(((left ^ (left + right)) & (right ^ (left + right))) < 0);
      case SUBTRACT -> overflow(((left ^ right) & (left ^ (left - right))) < 0);
      case MULTIPLY -> overflow(Math.multiplyHigh(left, right) != (left * right) >> 63);
      default ->
          right == 0 ? Errors.DIVISION_BY_ZERO : overflow(left == Long.MIN_VALUE && right == -1);
    };
  }

  private static @Nullable EvalError overflow(boolean overflow) {
    return overflow ? Errors.OVERFLOW : null;
  }

  /** {@code left operator right}, where {@link #error} says that it has a value. */
  public static long apply(Function operator, long left, long right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      default -> left % right;
    };
  }
}
