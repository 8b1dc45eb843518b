package dev.writ.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of a YAML or JSON file, read with care. */
record Fields(Map<?, ?> content) {

  static Fields of(@Nullable Object value, String what) throws Unmappable {
    if (value instanceof Map<?, ?> map) {
      return new Fields(map);
    }
    throw new Unmappable(what + " must be a map");
  }

  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    content.keySet().forEach(key -> keys.add(String.valueOf(key)));
    return keys;
  }

  /** Refuses what nobody here knows the meaning of. */
  void requireKnown(Set<String> known) throws Unmappable {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw new Unmappable("`" + key + "` does not map; it may narrow what is allowed");
      }
    }
  }

  Object value(String key) throws Unmappable {
    Object value = content.get(key);
    if (value == null) {
      throw new Unmappable("`" + key + "` is missing");
    }
    return value;
  }

  String text(String key) throws Unmappable {
    if (value(key) instanceof String text) {
      return text;
    }
    throw new Unmappable("`" + key + "` must be text");
  }

  /** Empty if it is absent. */
  String optional(String key) throws Unmappable {
    return content.get(key) == null ? "" : text(key);
  }

  /** Empty if there are none. */
  List<String> texts(String key) throws Unmappable {
    List<String> texts = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof String text)) {
        throw new Unmappable("`" + key + "` must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** The maps of a list; empty if there is none. */
  List<Fields> all(String key) throws Unmappable {
    List<Fields> all = new ArrayList<>();
    for (Object item : list(key)) {
      all.add(of(item, "each of `" + key + "`"));
    }
    return all;
  }

  @Nullable Fields fields(String key) throws Unmappable {
    Object value = content.get(key);
    return value == null ? null : of(value, "`" + key + "`");
  }

  Fields required(String key) throws Unmappable {
    return of(value(key), "`" + key + "`");
  }

  private List<?> list(String key) throws Unmappable {
    Object value = Objects.requireNonNullElse(content.get(key), List.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Unmappable("`" + key + "` must be a list");
  }
}
