package dev.writ.engine.request;

import java.util.Map;

/**
 * What the subject wants to do.
 *
 * @param name not empty
 */
public record Action(String name, Map<String, Object> properties) {
  public Action(String name) {
    this(name, Map.of());
  }
}
