package dev.writ.server.ship;

import java.util.Locale;

/** A shipment does not fit to what lies here. Its message is for people. */
final class Mismatch extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** In which way. */
  enum Kind {
    /** Entries are missing between what lies here and what was sent. */
    GAP,
    /** What was sent is another history than what lies here. */
    FORK;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Mismatch(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
