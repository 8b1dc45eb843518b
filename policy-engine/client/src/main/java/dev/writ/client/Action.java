package dev.writ.client;

import java.util.Map;

/**
 * What the subject wants to do. Immutable.
 *
 * @param name such as {@code orders:read}, or {@code read} for the same permission; not empty
 * @param properties as of a {@link Subject}
 */
public record Action(String name, Map<String, Object> properties) {

  public Action {
    Values.present("the action's name", name);
    properties = Values.copy(properties);
  }

  public static Action of(String name) {
    return new Action(name, Map.of());
  }

  /** The same action with one property added or replaced. */
  public Action with(String name, Object value) {
    return new Action(this.name, Properties.with(properties, name, value));
  }
}
