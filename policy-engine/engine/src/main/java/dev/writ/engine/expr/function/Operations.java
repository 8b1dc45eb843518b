package dev.writ.engine.expr.function;

/**
 * The forms of functions. They are given values, never errors or unknowns, though lists and maps
 * may have unknowns inside; they return a value, an EvalError or an Unknown, and throw nothing.
 */
public final class Operations {
  private Operations() {}

  /** A function of one argument. */
  @FunctionalInterface
  public interface Unary {
    Object apply(Object argument, Budget budget);
  }

  /** A function of two. */
  @FunctionalInterface
  public interface Binary {
    Object apply(Object first, Object second, Budget budget);
  }

  /** A function of several. */
  @FunctionalInterface
  public interface Variadic {
    Object apply(Object[] arguments, Budget budget);
  }
}
