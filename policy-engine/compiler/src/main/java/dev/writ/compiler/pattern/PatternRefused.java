package dev.writ.compiler.pattern;

/** A text is not a pattern, or one that would need too large an automaton. */
public final class PatternRefused extends Exception {
  private static final long serialVersionUID = 1;

  PatternRefused(String message) {
    super(message);
  }

  /** What to tell the author: lower case, no final full stop. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
