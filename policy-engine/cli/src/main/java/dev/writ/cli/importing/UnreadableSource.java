package dev.writ.cli.importing;

/** A file that cannot be read as what it should be. The message is for users. */
public final class UnreadableSource extends Exception {

  UnreadableSource(String message) {
    super(message, null, false, false);
  }
}
