package dev.writ.log.record;

/** A leaf or a disclosure that is not what this version writes. */
public final class InvalidRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people: lower case, no final stop, no values. */
  public InvalidRecord(String message) {
    super(message);
  }

  InvalidRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
