package dev.writ.server.peer;

/** A peer is not let in: what it sent does not prove who it is, or it may not do this. */
public final class Refused extends RuntimeException {
  private final int status;
  private final String code;

  private Refused(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /**
   * It did not prove who it is: status 401.
   *
   * @param code the reason for log and metrics, such as {@code token-expired}; of a closed set
   * @param message for the peer; nothing of a credential
   */
  public static Refused unauthenticated(String code, String message) {
    return new Refused(401, code, message);
  }

  /** It may not do this: status 403. */
  public static Refused forbidden(String code, String message) {
    return new Refused(403, code, message);
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
}
