package dev.writ.engine.decide;

import dev.writ.engine.program.Entities;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored entities of one section (subjects or resources) by hash. Immutable, thread-safe. */
final class EntityStore {
  private record OfType(boolean authoritative, Map<String, Map<String, Object>> byId) {}

  private final Map<String, OfType> types = new HashMap<>();

  EntityStore(Map<String, Entities.OfType> entities) {
    entities.forEach(
        (type, of) -> types.put(type, new OfType(of.authoritative(), new HashMap<>(of.byId()))));
  }

  /** The stored properties of an entity, or null where it is not stored. */
  @Nullable Map<String, Object> find(String type, String id) {
    OfType of = types.get(type);
    return of == null ? null : of.byId().get(id);
  }

  /** Whether the stored entities of this type are everything there is. */
  boolean isAuthoritative(String type) {
    OfType of = types.get(type);
    return of != null && of.authoritative();
  }
}
