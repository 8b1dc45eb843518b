package dev.writ.client;

import java.util.Map;

/**
 * What is acted on. Immutable.
 *
 * @param type such as {@code orders}; not empty
 * @param id unique within the type; not empty
 * @param properties as of a {@link Subject}
 */
public record Resource(String type, String id, Map<String, Object> properties) {

  public Resource {
    Values.present("the resource's type", type);
    Values.present("the resource's id", id);
    properties = Values.copy(properties);
  }

  public static Resource of(String type, String id) {
    return new Resource(type, id, Map.of());
  }

  /** The same resource with one property added or replaced. */
  public Resource with(String name, Object value) {
    return new Resource(type, id, Properties.with(properties, name, value));
  }
}
