package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Budget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extent of a value as it will be written out. Lists and maps share their parts, so that a few
 * lets can stand for a value that is exponentially larger than their own size.
 */
final class Extent {
  private Extent() {}

  /** Takes a step for each part of a value, and stops when they run out. */
  static void charge(@Nullable Object value, Budget budget) {
    if (value instanceof List<?> list) {
      all(list, budget);
    } else if (value instanceof Map<?, ?> map) {
      all(map.values(), budget);
    } else if (value instanceof Optional<?> optional && optional.isPresent()) {
      charge(optional.get(), budget);
    } else if (value instanceof String text) {
      budget.takeText(text.length());
    }
  }

  private static void all(Iterable<?> parts, Budget budget) {
    for (Object part : parts) {
      if (!budget.take(1)) {
        return;
      }
      charge(part, budget);
    }
  }
}
