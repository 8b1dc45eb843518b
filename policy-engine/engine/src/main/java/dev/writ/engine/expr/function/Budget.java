package dev.writ.engine.expr.function;

/**
 * Counts language steps, never time: a sub-expression is one step, once for each iteration that it
 * is evaluated in; an element visited or built is one; sixteen characters read, built or compared
 * are one. Work is taken from the budget before it is done, so nothing grows beyond it.
 *
 * <p>Once overdrawn it stays so until it is opened again.
 */
public final class Budget {
  /** The steps that one condition may take. */
  public static final int CONDITION_STEPS = 50_000;

  /** The steps that all conditions of one decision may take. */
  public static final int DECISION_STEPS = 1_000_000;

  private static final int CHARACTERS_PER_STEP = 16;

  private long left;

  /** Starts counting down from {@code steps}. */
  public void open(long steps) {
    left = steps;
  }

  /** Takes {@code steps}, not negative; false if they are not there. */
  public boolean take(long steps) {
    if (left < 0) {
      return false;
    }
    left -= steps;
    return left >= 0;
  }

  /** Takes what it costs to read or build so many characters or bytes. */
  public boolean takeText(long characters) {
    return take(characters / CHARACTERS_PER_STEP);
  }

  /** What is left; negative when overdrawn. */
  public long left() {
    return left;
  }

  /** Whether more was asked for than there was. */
  public boolean spent() {
    return left < 0;
  }
}
