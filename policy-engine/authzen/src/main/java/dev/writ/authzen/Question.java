package dev.writ.authzen;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.Members;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one evaluation asks, as its peer states it; whether that is believed is another matter. */
public record Question(
    Subject subject, Action action, Resource resource, Map<String, Object> context) {

  /**
   * Reads a single evaluation.
   *
   * @param known the subject where the body states none, or null if it must
   * @throws InvalidRequest if something is missing or of another type
   */
  public static Question of(Members body, @Nullable Subject known) {
    return new Question(
        InformationModel.subject(body, known),
        InformationModel.action(body),
        InformationModel.resource(body),
        InformationModel.context(body));
  }

  /**
   * The same request, once it is known to say something decidable.
   *
   * @throws InvalidRequest if no policy set could decide it
   */
  public static AccessRequest checked(AccessRequest request) {
    String problem = request.problem();
    if (problem != null) {
      throw new InvalidRequest(problem);
    }
    return request;
  }
}
