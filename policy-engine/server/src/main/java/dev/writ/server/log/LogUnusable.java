package dev.writ.server.log;

/** The decision log cannot be opened, so nothing may be decided; the message says what to do. */
public final class LogUnusable extends RuntimeException {
  LogUnusable(String message) {
    super(message, null, false, false);
  }
}
