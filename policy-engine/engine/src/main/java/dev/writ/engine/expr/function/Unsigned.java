package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.UInt;

/** Arithmetic of uints, 64 bits without sign: what leaves the range is an error. */
final class Unsigned {
  private Unsigned() {}

  static Object apply(Function operator, long left, long right) {
    return switch (operator) {
      case ADD -> result(Long.compareUnsigned(left + right, left) < 0, left + right);
      case SUBTRACT -> result(Long.compareUnsigned(left, right) < 0, left - right);
      case MULTIPLY -> result(Math.unsignedMultiplyHigh(left, right) != 0, left * right);
      case DIVIDE ->
          right == 0 ? Errors.DIVISION_BY_ZERO : new UInt(Long.divideUnsigned(left, right));
      default ->
          right == 0 ? Errors.DIVISION_BY_ZERO : new UInt(Long.remainderUnsigned(left, right));
    };
  }

  private static Object result(boolean overflow, long bits) {
    return overflow ? Errors.OVERFLOW : new UInt(bits);
  }
}
