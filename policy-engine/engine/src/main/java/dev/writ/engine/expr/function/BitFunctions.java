package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.UInt;
import java.util.function.LongBinaryOperator;

/** The math extension's operations on the bits of ints and uints. */
final class BitFunctions {
  private BitFunctions() {}

  static void register(Functions functions) {
    functions.binary(Function.MATH_BIT_AND, ofSameType((a, b) -> a & b));
    functions.binary(Function.MATH_BIT_OR, ofSameType((a, b) -> a | b));
    functions.binary(Function.MATH_BIT_XOR, ofSameType((a, b) -> a ^ b));
    functions.binary(Function.MATH_BIT_SHIFT_LEFT, shift((a, b) -> a << b));
    functions.binary(Function.MATH_BIT_SHIFT_RIGHT, shift((a, b) -> a >>> b));
    functions.unary(Function.MATH_BIT_NOT, BitFunctions::not);
  }

  private static Operations.Binary ofSameType(LongBinaryOperator operator) {
    return (left, right, budget) -> {
      if (left instanceof Long a && right instanceof Long b) {
        return operator.applyAsLong(a, b);
      }
      return left instanceof UInt a && right instanceof UInt b
          ? new UInt(operator.applyAsLong(a.bits(), b.bits()))
          : Errors.WRONG_TYPE;
    };
  }

  /** Shifts never carry the sign; from 64 on nothing is left. */
  private static Operations.Binary shift(LongBinaryOperator operator) {
    return (value, distance, budget) -> {
      if (!(distance instanceof Long by)) {
        return Errors.WRONG_TYPE;
      }
      if (by < 0) {
        return Errors.INVALID;
      }
      if (value instanceof Long bits) {
        return by > 63 ? 0L : operator.applyAsLong(bits, by);
      }
      return value instanceof UInt number
          ? new UInt(by > 63 ? 0 : operator.applyAsLong(number.bits(), by))
          : Errors.WRONG_TYPE;
    };
  }

  private static Object not(Object value, Budget budget) {
    if (value instanceof Long bits) {
      return ~bits;
    }
    return value instanceof UInt number ? new UInt(~number.bits()) : Errors.WRONG_TYPE;
  }
}
