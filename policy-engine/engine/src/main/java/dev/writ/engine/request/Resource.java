package dev.writ.engine.request;

import java.util.Map;
import java.util.Objects;

/**
 * What the subject wants to do it to, as the peer states it.
 *
 * @param type such as {@code orders}; not empty, without {@code :}
 * @param id unique within its type; not empty
 */
public record Resource(String type, String id, Map<String, Object> properties) {
  public Resource {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    properties = PropertyValues.of(properties, "resource");
  }

  public Resource(String type, String id) {
    this(type, id, Map.of());
  }
}
