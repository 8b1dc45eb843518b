package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings besides its body, once its peer was let in.
 *
 * @param grant what the peer may do
 * @param operation what it asks this server to do
 * @param subjectToken what it presents to prove who the subject is
 * @param vouched what it sends in the headers in which the peer may vouch for a service
 * @param revoked which subjects are revoked
 * @param now the instant of all its decisions
 * @param arrived {@link System#nanoTime} when it came in
 * @param requestId its {@code X-Request-ID}, or null
 * @param traceId the caller's trace, 32 hexadecimal digits, or null
 */
public record Caller(
    Identity identity,
    Grant grant,
    Operation operation,
    SubjectToken subjectToken,
    List<String> vouched,
    RevokedSubjects revoked,
    Instant now,
    long arrived,
    @Nullable String requestId,
    @Nullable String traceId) {
  public Caller {
    vouched = List.copyOf(vouched);
  }

  /** A caller on this machine, outside of any HTTP request. */
  public static Caller local(Grant grant, Instant now) {
    return new Caller(
        Identity.of(Peer.LOCAL),
        grant,
        Operation.EVALUATE,
        new SubjectToken.None(),
        List.of(),
        (subject, instant) -> false,
        now,
        System.nanoTime(),
        null,
        null);
  }

  /** The subject's verified token, or null where there is none. */
  public @Nullable VerifiedToken token() {
    return subjectToken instanceof SubjectToken.Verified verified ? verified.token() : null;
  }

  /** Whether a subject that no token proves is revoked. */
  public boolean revokes(Subject subject) {
    return token() == null && revoked.contains(subject, now);
  }

  /** Who asks. */
  public Peer peer() {
    return identity.peer();
  }
}
