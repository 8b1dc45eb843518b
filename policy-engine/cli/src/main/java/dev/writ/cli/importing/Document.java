package dev.writ.cli.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a map whose keys keep their order; what is absent or empty is not written. */
final class Document {
  private final Map<String, Object> content = new LinkedHashMap<>();

  Document with(String key, @Nullable Object value) {
    boolean nothing =
        value == null
            || value instanceof List<?> list && list.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    if (!nothing) {
      content.put(key, value);
    }
    return this;
  }

  /** Also if it is empty. */
  Document always(String key, Object value) {
    content.put(key, value);
    return this;
  }

  Map<String, Object> content() {
    return content;
  }
}
