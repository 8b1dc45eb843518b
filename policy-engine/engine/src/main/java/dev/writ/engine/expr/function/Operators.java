package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.UInt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The arithmetic operators on values whose types show when evaluating. */
final class Operators {
  private Operators() {}

  static void register(Functions functions) {
    functions.binary(Function.ADD, Operators::add);
    functions.binary(Function.SUBTRACT, Operators::subtract);
    functions.binary(Function.MULTIPLY, (a, b, budget) -> numbers(Function.MULTIPLY, a, b));
    functions.binary(Function.DIVIDE, (a, b, budget) -> numbers(Function.DIVIDE, a, b));
    functions.binary(Function.MODULO, (a, b, budget) -> numbers(Function.MODULO, a, b));
    functions.unary(Function.NEGATE, Operators::negate);
    functions.binary(Function.INDEX, Access::index);
    functions.binary(Function.OPTIONAL_SELECT, Access::optionalSelect);
    functions.binary(Function.OPTIONAL_INDEX, Access::optionalIndex);
  }

  private static Object add(Object left, Object right, Budget budget) {
    if (left instanceof String a && right instanceof String b) {
      long length = (long) a.length() + b.length();
      return budget.takeText(length) ? a.concat(b) : Errors.BUDGET;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return concat(a, b, budget);
    }
    if (left instanceof Bytes a && right instanceof Bytes b) {
      return budget.takeText((long) a.size() + b.size()) ? a.plus(b) : Errors.BUDGET;
    }
    if (left instanceof Instant a && right instanceof Duration b) {
      return Moments.plus(a, b);
    }
    if (left instanceof Duration a) {
      return right instanceof Instant b ? Moments.plus(b, a) : durations(a, right, 1);
    }
    return numbers(Function.ADD, left, right);
  }

  private static Object concat(List<?> left, List<?> right, Budget budget) {
    long size = (long) left.size() + right.size();
    if (!budget.take(size)) {
      return Errors.BUDGET;
    }
    Object[] elements = new Object[(int) size];
    System.arraycopy(left.toArray(), 0, elements, 0, left.size());
    System.arraycopy(right.toArray(), 0, elements, left.size(), right.size());
    return Lists.of(elements);
  }

  private static Object subtract(Object left, Object right, Budget budget) {
    if (left instanceof Instant a) {
      if (right instanceof Instant b) {
        return Moments.between(b, a);
      }
      return right instanceof Duration b ? Moments.plus(a, b.negated()) : Errors.WRONG_TYPE;
    }
    if (left instanceof Duration a) {
      return durations(a, right, -1);
    }
    return numbers(Function.SUBTRACT, left, right);
  }

  private static Object durations(Duration left, Object right, int sign) {
    return right instanceof Duration other
        ? Moments.valid(left.plus(other.multipliedBy(sign)))
        : Errors.WRONG_TYPE;
  }

  private static Object numbers(Function operator, Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      EvalError error = Integers.error(operator, a, b);
      return error != null ? error : (Object) Integers.apply(operator, a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return doubles(operator, a, b);
    }
    if (left instanceof UInt a && right instanceof UInt b) {
      return Unsigned.apply(operator, a.bits(), b.bits());
    }
    return Errors.WRONG_TYPE;
  }

  private static Object doubles(Function operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object negate(Object operand, Budget budget) {
    if (operand instanceof Long number) {
      return number == Long.MIN_VALUE ? Errors.OVERFLOW : (Object) (-number);
    }
    return operand instanceof Double number ? (Object) (-number) : Errors.WRONG_TYPE;
  }
}
