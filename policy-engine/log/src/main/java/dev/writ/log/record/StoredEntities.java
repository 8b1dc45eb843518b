package dev.writ.log.record;

import dev.writ.engine.program.Entities.OfType;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.AccessRequest.Stored;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy set itself has of the two entities of a request. */
public final class StoredEntities {
  private StoredEntities() {}

  /** The request with the program's entities in place of none. */
  public static AccessRequest complete(AccessRequest request, Program program) {
    return with(request, of(request, program));
  }

  /** The request with other stored entities. */
  public static AccessRequest with(AccessRequest request, @Nullable Stored stored) {
    return new AccessRequest(
        request.subject(),
        request.action(),
        request.resource(),
        request.context(),
        request.service(),
        request.peer(),
        request.token(),
        request.verified(),
        stored,
        request.now());
  }

  private static Stored of(AccessRequest request, Program program) {
    return new Stored(
        find(program.entities().subjects().get(request.subject().type()), request.subject().id()),
        find(
            program.entities().resources().get(request.resource().type()),
            request.resource().id()));
  }

  private static @Nullable Map<String, Object> find(@Nullable OfType entities, String id) {
    return entities == null ? null : entities.byId().get(id);
  }
}
