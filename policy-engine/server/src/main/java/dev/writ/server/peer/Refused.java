package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import org.jspecify.annotations.Nullable;

/** A peer is not let in: what it sent does not prove who it is, or it may not do this. */
public final class Refused extends RuntimeException {
  static final int UNAUTHENTICATED = 401;

  private final int status;
  private final String code;
  private final @Nullable String challenge;
  private final @Nullable Peer peer;
  private final long retryAfter;

  private Refused(
      int status,
      String code,
      String message,
      @Nullable String challenge,
      @Nullable Peer peer,
      long retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.challenge = challenge;
    this.peer = peer;
    this.retryAfter = retryAfter;
  }

  /**
   * It did not prove who it is: status 401.
   *
   * @param code the reason for log and metrics, such as {@code token-expired}; of a closed set
   * @param message for the peer; nothing of a credential
   */
  public static Refused unauthenticated(String code, String message) {
    return new Refused(UNAUTHENTICATED, code, message, null, null, 0);
  }

  /** It may not do this: status 403. */
  public static Refused forbidden(String code, String message) {
    return new Refused(403, code, message, null, null, 0);
  }

  /**
   * It calls too often: status 429.
   *
   * @param retryAfter the seconds after which it may try again, at least 1
   */
  public static Refused tooMany(String code, String message, long retryAfter) {
    return new Refused(429, code, message, null, null, retryAfter);
  }

  /** The same, with what {@code WWW-Authenticate} says (RFC 9110, section 11.6.1). */
  public Refused challenging(String value) {
    return new Refused(status, code, reason(), value, peer, retryAfter);
  }

  /** The same, once it is known who is refused. */
  public Refused by(Peer refused) {
    return new Refused(status, code, reason(), challenge, refused, retryAfter);
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** The reason for log and metrics. */
  public String code() {
    return code;
  }

  /** The reason for the peer. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** What {@code WWW-Authenticate} says, or null where it says nothing. */
  public @Nullable String challenge() {
    return challenge;
  }

  /** Who is refused, or null where that is not known. */
  public @Nullable Peer peer() {
    return peer;
  }

  /** The seconds that {@code Retry-After} says, or 0 where it says nothing. */
  public long retryAfter() {
    return retryAfter;
  }
}
