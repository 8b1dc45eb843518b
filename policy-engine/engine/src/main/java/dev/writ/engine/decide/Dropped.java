package dev.writ.engine.decide;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which stated properties of one part of a request are not believed: those whose names are the
 * engine's, and all where stored entities are authoritative.
 */
final class Dropped {
  static final Dropped SUBJECT = new Dropped("subject.", List.of("type", "id", "verified"));
  static final Dropped RESOURCE = new Dropped("resource.", List.of("type", "id"));
  static final Dropped ACTION = new Dropped("action.", List.of("name", "permission"));

  private final String prefix;
  private final List<String> reserved;

  private Dropped(String prefix, List<String> reserved) {
    this.prefix = prefix;
    this.reserved = reserved;
  }

  /** Whether anything is dropped; almost always not, so this costs no allocation. */
  boolean any(Map<String, Object> stated, boolean all) {
    if (all || stated.isEmpty()) {
      return !stated.isEmpty();
    }
    for (int i = 0; i < reserved.size(); i++) {
      if (stated.containsKey(reserved.get(i))) {
        return true;
      }
    }
    return false;
  }

  void addTo(Set<String> paths, Map<String, Object> stated, boolean all) {
    for (String name : stated.keySet()) {
      if (all || reserved.contains(name)) {
        paths.add(prefix + name);
      }
    }
  }
}
