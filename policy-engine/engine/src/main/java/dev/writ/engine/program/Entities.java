package dev.writ.engine.program;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the policy set itself knows of subjects and resources, by type.
 *
 * @param subjects sorted by type
 * @param resources sorted by type
 */
public record Entities(Map<String, OfType> subjects, Map<String, OfType> resources) {
  public static final Entities NONE = new Entities(Map.of(), Map.of());

  public Entities {
    subjects = Collections.unmodifiableMap(new TreeMap<>(subjects));
    resources = Collections.unmodifiableMap(new TreeMap<>(resources));
  }

  /**
   * The entities of one type.
   *
   * @param authoritative there is nothing else: properties from elsewhere are dropped
   * @param byId properties by id, sorted; values as in a request
   */
  public record OfType(boolean authoritative, Map<String, Map<String, Object>> byId) {
    public OfType {
      byId = Collections.unmodifiableMap(new TreeMap<>(byId));
    }
  }
}
