package dev.writ.testbed;

/** A server answered a test's call with another status than success. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(String call, int status, String body) {
    super(call + " answered " + status + ": " + body);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
