package dev.writ.lib;

/** A call without an answer, which for its caller is a deny. Its message is for people. */
final class CallFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final Status status;

  CallFailed(Status status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  Status status() {
    return status;
  }

  /** The message; never null. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
