package dev.writ.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changed copies of property maps. */
final class Properties {

  private Properties() {}

  static Map<String, Object> with(Map<String, Object> properties, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(properties);
    changed.put(name, value);
    return changed;
  }

  static List<String> list(Iterable<String> texts) {
    List<String> list = new ArrayList<>();
    texts.forEach(list::add);
    return list;
  }
}
