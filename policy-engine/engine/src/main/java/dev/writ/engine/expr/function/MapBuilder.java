package dev.writ.engine.expr.function;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a map, refusing keys of the wrong type and keys given twice. */
public final class MapBuilder {
  private final Map<Object, Object> map = new LinkedHashMap<>();
  private final Membership keys = new Membership();

  /**
   * Adds an entry.
   *
   * @return null, or why it cannot be added
   */
  public @Nullable Object put(Object key, Object value, Budget budget) {
    Object problem = Errors.of(key, value);
    if (problem != null) {
      return problem;
    }
    if (!Maps.isKey(key)) {
      return Errors.WRONG_TYPE;
    }
    if (!budget.take(1)) {
      return Errors.BUDGET;
    }
    if (keys.contains(key, budget) != Boolean.FALSE) {
      return Errors.DUPLICATE_KEY;
    }
    keys.add(key);
    map.put(key, value);
    return null;
  }

  /** Adds all entries of another map; null, or why not. */
  public @Nullable Object putAll(Map<?, ?> other, Budget budget) {
    @Nullable Object problem = null;
    for (Map.Entry<?, ?> entry : other.entrySet()) {
      if (entry.getValue() != null) {
        problem = Errors.of(problem, put(entry.getKey(), entry.getValue(), budget));
      }
      if (budget.spent()) {
        return Errors.BUDGET;
      }
    }
    return problem;
  }

  /** The map; nothing is added after this. */
  public Map<Object, Object> build() {
    return Collections.unmodifiableMap(map);
  }
}
