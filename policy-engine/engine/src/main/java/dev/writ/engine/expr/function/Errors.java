package dev.writ.engine.expr.function;

import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * The errors that functions give, still without the name of the function, and how errors combine.
 */
public final class Errors {
  public static final EvalError WRONG_TYPE = new EvalError(Code.WRONG_TYPE, null);
  public static final EvalError OVERFLOW = new EvalError(Code.OVERFLOW, null);
  public static final EvalError DIVISION_BY_ZERO = new EvalError(Code.DIVISION_BY_ZERO, null);
  public static final EvalError INVALID = new EvalError(Code.INVALID_ARGUMENT, null);
  public static final EvalError OUT_OF_BOUNDS = new EvalError(Code.INDEX_OUT_OF_BOUNDS, null);
  public static final EvalError NO_SUCH_KEY = new EvalError(Code.NO_SUCH_KEY, null);
  public static final EvalError DUPLICATE_KEY = new EvalError(Code.DUPLICATE_KEY, null);
  public static final EvalError NOT_BOOLEAN = new EvalError(Code.NOT_BOOLEAN, null);
  public static final EvalError BUDGET = new EvalError(Code.BUDGET, null);

  private Errors() {}

  /** Whether an expression that came to this has no value: an error or an unknown. */
  public static boolean isProblem(@Nullable Object value) {
    return value instanceof EvalError || value instanceof Unknown;
  }

  /**
   * What two operands come to that are both needed: the unknowns of both, else the first error.
   *
   * @return null if neither is a problem
   */
  public static @Nullable Object of(@Nullable Object first, @Nullable Object second) {
    if (first instanceof Unknown one) {
      return second instanceof Unknown other ? one.and(other) : one;
    }
    if (second instanceof Unknown) {
      return second;
    }
    if (first instanceof EvalError) {
      return first;
    }
    return second instanceof EvalError ? second : null;
  }

  /** What a problem and another operand come to: see {@link #of}. */
  public static Object worse(Object problem, @Nullable Object other) {
    Object worse = of(problem, other);
    return worse == null ? problem : worse;
  }
}
