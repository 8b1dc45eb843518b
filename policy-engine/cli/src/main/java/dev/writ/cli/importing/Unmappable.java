package dev.writ.cli.importing;

/** Something that means nothing here, or not the same; the message says what and why. */
final class Unmappable extends Exception {

  Unmappable(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
