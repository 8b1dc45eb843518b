package dev.writ.agent.decide;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings besides what it asks.
 *
 * @param peer who asks
 * @param now the instant of all its decisions
 * @param arrived {@link System#nanoTime} when it came in
 * @param requestId its {@code X-Request-ID}, or null
 * @param traceId the caller's trace, 32 hexadecimal digits, or null
 */
public record Call(
    Peer peer, Instant now, long arrived, @Nullable String requestId, @Nullable String traceId) {

  /** Which subjects are revoked. */
  @FunctionalInterface
  public interface RevokedSubjects {
    /** Whether a subject that no token proves is revoked at an instant. */
    boolean contains(Subject subject, Instant now);
  }
}
