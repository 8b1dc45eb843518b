package dev.writ.engine.decide;

import dev.writ.engine.program.Entities;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored entities of one type by hash. Immutable, thread-safe.
 *
 * @param authoritative they are everything there is: properties from elsewhere are dropped
 */
record EntityStore(boolean authoritative, Map<String, Map<String, Object>> byId) {
  private static final EntityStore NONE = new EntityStore(false, Map.of());

  static EntityStore of(Entities.@Nullable OfType entities) {
    return entities == null
        ? NONE
        : new EntityStore(entities.authoritative(), new HashMap<>(entities.byId()));
  }

  /** The stored properties of an entity, or null where it is not stored. */
  @Nullable Map<String, Object> find(String id) {
    return byId.isEmpty() ? null : byId.get(id);
  }
}
