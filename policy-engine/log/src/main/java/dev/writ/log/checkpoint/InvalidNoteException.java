package dev.writ.log.checkpoint;

/**
 * A text is not the note, checkpoint, key or proof that it should be, or not signed as it should.
 */
public final class InvalidNoteException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong, for people. */
  public InvalidNoteException(String message) {
    super(message);
  }

  /** Says what is wrong, for people, and what led to it. */
  public InvalidNoteException(String message, Throwable cause) {
    super(message, cause);
  }
}
