package dev.writ.engine.request;

import java.util.Map;
import java.util.Objects;

/**
 * What the subject wants to do.
 *
 * @param name not empty
 */
public record Action(String name, Map<String, Object> properties) {
  public Action {
    Objects.requireNonNull(name, "name");
    properties = PropertyValues.of(properties, "action");
  }

  public Action(String name) {
    this(name, Map.of());
  }
}
