package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Budget;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.value.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extent of a value as it will be written out. Lists and maps share their parts, so that a few
 * lets can stand for a value that is exponentially larger than their own size; and what comes
 * straight from a request may have unknowns inside.
 */
final class Extent {
  private Extent() {}

  /** The value, its parts paid for; if something inside is unknown, that in its place. */
  static Object whole(Object value, Budget budget) {
    Object unknown = unknown(value, budget);
    return unknown == null ? value : unknown;
  }

  /**
   * Takes a step for each part of a value, until they run out, and unites what is unknown in it.
   */
  private static @Nullable Object unknown(@Nullable Object value, Budget budget) {
    if (value instanceof Unknown) {
      return value;
    }
    if (value instanceof List<?> list) {
      return unknownOf(list, budget);
    }
    if (value instanceof Map<?, ?> map) {
      return unknownOf(map.values(), budget);
    }
    if (value instanceof Optional<?> optional && optional.isPresent()) {
      return unknown(optional.get(), budget);
    }
    if (value instanceof String text) {
      budget.takeText(text.length());
    }
    return null;
  }

  private static @Nullable Object unknownOf(Iterable<?> parts, Budget budget) {
    @Nullable Object unknown = null;
    for (Object part : parts) {
      if (!budget.take(1)) {
        return unknown;
      }
      unknown = Errors.of(unknown, unknown(part, budget));
    }
    return unknown;
  }
}
