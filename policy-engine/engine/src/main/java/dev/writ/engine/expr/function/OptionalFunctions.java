package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import dev.writ.engine.value.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The optionals extension but for what evaluates lazily. */
final class OptionalFunctions {
  private OptionalFunctions() {}

  static void register(Functions functions) {
    functions.variadic(Function.OPTIONAL_NONE, (none, budget) -> Access.NONE);
    functions.unary(Function.OPTIONAL_OF, (value, budget) -> Access.some(value));
    functions.unary(Function.OPTIONAL_OF_NON_ZERO, OptionalFunctions::ofNonZero);
    functions.unary(Function.OPTIONAL_HAS_VALUE, OptionalFunctions::hasValue);
    functions.unary(Function.OPTIONAL_VALUE, OptionalFunctions::value);
    functions.unary(Function.OPTIONAL_UNWRAP, OptionalFunctions::unwrap);
  }

  private static Object ofNonZero(Object value, Budget budget) {
    return isZero(value, budget) ? Access.NONE : Access.some(value);
  }

  private static boolean isZero(Object value, Budget budget) {
    return switch (value) {
      case Null none -> true;
      case Boolean truth -> !truth;
      case Long number -> number == 0;
      case UInt number -> number.bits() == 0;
      case Double number -> number == 0;
      case String text -> text.isEmpty();
      case Bytes bytes -> bytes.size() == 0;
      case Duration duration -> duration.isZero();
      case Instant instant -> instant.equals(Instant.EPOCH);
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> Maps.size(map, budget) == 0;
      default -> false;
    };
  }

  private static Object hasValue(Object value, Budget budget) {
    return value instanceof Optional<?> optional
        ? (Object) optional.isPresent()
        : Errors.WRONG_TYPE;
  }

  private static Object value(Object value, Budget budget) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? optional.get() : Errors.INVALID;
    }
    return Errors.WRONG_TYPE;
  }

  /** The values of those optionals of a list that have one. */
  private static Object unwrap(Object value, Budget budget) {
    if (!(value instanceof List<?> list)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.take(list.size())) {
      return Errors.BUDGET;
    }
    List<Object> values = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Optional<?> optional)) {
        return element instanceof Unknown ? element : Errors.WRONG_TYPE;
      }
      if (optional.isPresent()) {
        values.add(optional.get());
      }
    }
    return Collections.unmodifiableList(values);
  }
}
