package dev.writ.engine.request;

import java.util.Map;
import java.util.Objects;

/**
 * Who wants to do something, as the peer states it.
 *
 * @param type such as {@code user}; not empty
 * @param id unique within its type; not empty
 * @param properties what the peer states of it; see {@link AccessRequest} for the values
 */
public record Subject(String type, String id, Map<String, Object> properties) {
  public Subject {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    properties = PropertyValues.of(properties, "subject");
  }

  public Subject(String type, String id) {
    this(type, id, Map.of());
  }
}
