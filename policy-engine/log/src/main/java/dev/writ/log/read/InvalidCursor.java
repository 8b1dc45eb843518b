package dev.writ.log.read;

/** A cursor that was not issued for this search. */
public final class InvalidCursor extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidCursor() {
    super("`cursor` was not issued for this search; begin without one");
  }
}
