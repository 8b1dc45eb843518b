package dev.writ.server.revocation;

/**
 * What was revoked cannot be read or kept, so nobody may be believed; the message says what to do.
 */
public final class RevocationsUnusable extends RuntimeException {
  RevocationsUnusable(String message) {
    super(message, null, false, false);
  }
}
