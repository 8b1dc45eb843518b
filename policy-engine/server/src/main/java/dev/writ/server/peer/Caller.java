package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.VerifiedToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings besides its body, once its peer was let in.
 *
 * @param token the subject's verified token, or null where none was presented
 * @param now the instant of all its decisions
 * @param arrived {@link System#nanoTime} when it came in
 * @param requestId its {@code X-Request-ID}, or null
 * @param traceId the caller's trace, 32 hexadecimal digits, or null
 */
public record Caller(
    Identity identity,
    @Nullable VerifiedToken token,
    Instant now,
    long arrived,
    @Nullable String requestId,
    @Nullable String traceId) {

  /** A caller on this machine, outside of any HTTP request. */
  public static Caller local(Instant now) {
    return new Caller(Identity.of(Peer.LOCAL), null, now, System.nanoTime(), null, null);
  }

  /** Who asks. */
  public Peer peer() {
    return identity.peer();
  }
}
