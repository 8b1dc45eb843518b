package dev.writ.server.token.jwt;

/** A token that is not believed. It carries nothing of the token, so it may be logged. */
public final class BadToken extends RuntimeException {
  private final Reason reason;

  public BadToken(Reason reason) {
    super(reason.code(), null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
