package dev.writ.engine.program;

/** A program that breaks a rule of its format: cut, hostile, or made by something else. */
public final class InvalidProgram extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people: lower case, no final stop. */
  public InvalidProgram(String message) {
    super(message);
  }
}
