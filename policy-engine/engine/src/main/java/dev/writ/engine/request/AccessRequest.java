package dev.writ.engine.request;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision depends on besides the program. The engine has no clock, no network
 * and no store: what is not here does not exist.
 *
 * <p>Property values are JSON: Boolean, Double, String, List, Map with String keys, null (which
 * means absent), and Unknown for what is not known (masked, or searched for). Java's other numbers
 * are taken as the double that their JSON text means, Instant and Duration as their texts; anything
 * else, an integer beyond 2^53-1 included, fails whatever reads it. The engine reads the maps and
 * never changes them; the caller must not change them before the decision.
 *
 * @param service the verified workload, or null
 * @param peer who asks
 * @param token the subject's verified token, or null
 * @param verified whether the subject's id comes from a token or a certificate
 * @param stored what the store has of subject and resource, or null to use the program's entities
 * @param now the instant of the decision
 */
public record AccessRequest(
    Subject subject,
    Action action,
    Resource resource,
    Map<String, Object> context,
    @Nullable Service service,
    Peer peer,
    @Nullable VerifiedToken token,
    boolean verified,
    @Nullable Stored stored,
    Instant now) {

  public AccessRequest {
    context = PropertyValues.of(context, "context");
  }

  /** A request of a local peer that states everything itself. */
  public static AccessRequest of(
      Subject subject, Action action, Resource resource, Map<String, Object> context, Instant now) {
    return new AccessRequest(
        subject, action, resource, context, null, Peer.LOCAL, null, false, null, now);
  }

  /**
   * What is wrong with this request, whatever the policies say: a text for the peer, or null. The
   * engine denies a request that has a problem; a door should refuse it.
   */
  public @Nullable String problem() {
    String problem = nameProblem();
    if (problem == null && Permission.of(resource.type(), action.name()) == null) {
      return "`action.name` must not be empty or have an empty segment between colons";
    }
    return problem;
  }

  /** The same without looking at the permission. */
  public @Nullable String nameProblem() {
    if (subject.type().isEmpty() || subject.id().isEmpty()) {
      return "`subject.type` and `subject.id` must not be empty";
    }
    if (resource.type().isEmpty() || resource.id().isEmpty()) {
      return "`resource.type` and `resource.id` must not be empty";
    }
    if (resource.type().indexOf(':') >= 0) {
      return "`resource.type` must not contain `:`";
    }
    return token == null || isOfToken(token) ? null : "`subject` is not the subject of its token";
  }

  private boolean isOfToken(VerifiedToken verified) {
    return verified.subjectType().equals(subject.type())
        && verified.subjectId().equals(subject.id());
  }

  /**
   * What a property source or a log record has of the two entities of a request, in place of the
   * program's.
   *
   * @param subject its stored properties, or null where it is not stored
   * @param resource likewise
   */
  public record Stored(
      @Nullable Map<String, Object> subject, @Nullable Map<String, Object> resource) {
    public Stored {
      subject = subject == null ? null : PropertyValues.of(subject, "subject");
      resource = resource == null ? null : PropertyValues.of(resource, "resource");
    }
  }
}
