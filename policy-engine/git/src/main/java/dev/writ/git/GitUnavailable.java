package dev.writ.git;

/** The remote did not give what was asked of it; the message says why, for the operator. */
public final class GitUnavailable extends Exception {
  GitUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  GitUnavailable(String message) {
    super(message);
  }
}
