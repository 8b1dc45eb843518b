package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code entities: NAME}: subjects and resources that the PDP knows by itself.
 *
 * @param authoritative whether the entities of these types are all there are
 */
public record EntitiesDocument(
    Location location,
    Located<String> name,
    @Nullable Located<String> description,
    boolean authoritative,
    List<TypeEntities> subjects,
    List<TypeEntities> resources)
    implements Document {

  public EntitiesDocument {
    subjects = List.copyOf(subjects);
    resources = List.copyOf(resources);
  }

  /**
   * The entities of one type, by unique id; may be none, which says so of an authoritative type.
   */
  public record TypeEntities(Located<String> type, List<Entity> entities) {

    public TypeEntities {
      entities = List.copyOf(entities);
    }
  }

  /**
   * A subject or resource.
   *
   * @param id not empty
   * @param properties without names that are the engine's; {@code roles} and {@code groups} of a
   *     subject are lists of text
   */
  public record Entity(Located<String> id, Data.Fields properties) {}
}
