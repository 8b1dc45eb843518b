package dev.writ.authzen.json;

/**
 * A request that says nothing decidable. Its message is for the caller: lower case, the caller's
 * names in backticks, no values of properties.
 */
public final class InvalidRequest extends RuntimeException {

  public InvalidRequest(String message) {
    super(message, null, false, false);
  }

  /** The message; never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
