package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.UInt;
import dev.writ.engine.value.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The math extension but for its bits. */
final class MathFunctions {
  private MathFunctions() {}

  static void register(Functions functions) {
    functions.variadic(Function.MATH_GREATEST, (a, budget) -> extreme(a, 1, budget));
    functions.variadic(Function.MATH_LEAST, (a, budget) -> extreme(a, -1, budget));
    functions.unary(Function.MATH_CEIL, onDoubles(Math::ceil));
    functions.unary(Function.MATH_FLOOR, onDoubles(Math::floor));
    functions.unary(Function.MATH_ROUND, onDoubles(MathFunctions::round));
    functions.unary(Function.MATH_TRUNC, onDoubles(MathFunctions::truncate));
    functions.unary(Function.MATH_ABS, MathFunctions::abs);
    functions.unary(Function.MATH_SIGN, MathFunctions::sign);
    functions.unary(Function.MATH_SQRT, MathFunctions::sqrt);
    functions.unary(Function.MATH_IS_NAN, test(Double::isNaN));
    functions.unary(Function.MATH_IS_INF, test(Double::isInfinite));
    functions.unary(Function.MATH_IS_FINITE, test(Double::isFinite));
  }

  private static Operations.Unary onDoubles(DoubleUnaryOperator operator) {
    return (value, budget) ->
        value instanceof Double number ? operator.applyAsDouble(number) : Errors.WRONG_TYPE;
  }

  private static Operations.Unary test(DoublePredicate predicate) {
    return (value, budget) ->
        value instanceof Double number ? (Object) predicate.test(number) : Errors.WRONG_TYPE;
  }

  /** To the nearest whole number, halves away from zero. */
  private static double round(double number) {
    double size = Math.abs(number);
    double floor = Math.floor(size);
    return Math.copySign(size - floor >= 0.5 ? floor + 1 : floor, number);
  }

  private static double truncate(double number) {
    return number < 0 ? Math.ceil(number) : Math.floor(number);
  }

  /**
   * The first of the numbers, or of the one list of numbers, that no other exceeds; NaN if one is.
   */
  private static Object extreme(Object[] arguments, int sign, Budget budget) {
    boolean list = arguments.length == 1 && arguments[0] instanceof List;
    List<?> numbers = list ? (List<?>) arguments[0] : Arrays.asList(arguments);
    if (numbers.isEmpty()) {
      return Errors.INVALID;
    }
    if (!budget.take(numbers.size())) {
      return Errors.BUDGET;
    }
    Object problem = notNumbers(numbers);
    if (problem != null) {
      return problem;
    }
    Object extreme = Access.element(numbers.get(0));
    for (Object number : numbers) {
      int order = Ordering.numbers(number, extreme);
      if (order == Ordering.UNORDERED) {
        return Double.NaN;
      }
      extreme = order == sign ? Access.element(number) : extreme;
    }
    return extreme;
  }

  private static @Nullable Object notNumbers(List<?> numbers) {
    @Nullable Object problem = null;
    for (Object number : numbers) {
      if (!Equality.isNumber(number)) {
        problem = Errors.of(problem, number instanceof Unknown ? number : Errors.WRONG_TYPE);
      }
    }
    return problem;
  }

  private static Object abs(Object value, Budget budget) {
    return switch (value) {
      case Long number -> number == Long.MIN_VALUE ? Errors.OVERFLOW : (Object) Math.abs(number);
      case Double number -> Math.abs(number);
      case UInt number -> number;
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object sign(Object value, Budget budget) {
    return switch (value) {
      case Long number -> (long) Long.signum(number);
      case Double number -> Math.signum(number) + 0.0;
      case UInt number -> new UInt(number.bits() == 0 ? 0 : 1);
      default -> Errors.WRONG_TYPE;
    };
  }

  private static Object sqrt(Object value, Budget budget) {
    return switch (value) {
      case Long number -> Math.sqrt(number);
      case Double number -> Math.sqrt(number);
      case UInt number -> Math.sqrt(Ordering.toDouble(number.bits()));
      default -> Errors.WRONG_TYPE;
    };
  }
}
