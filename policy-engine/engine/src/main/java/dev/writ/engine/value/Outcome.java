package dev.writ.engine.value;

import java.util.Locale;

/** What became of a rule, one of its parts or a condition. */
public enum Outcome {
  TRUE,
  FALSE,
  /** It has no value: a missing property, a type error, the budget. */
  FAILED,
  /** It depends on something that is not known. */
  UNKNOWN;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The public name, such as {@code failed}. */
  public String id() {
    return id;
  }

  /** TRUE or FALSE. */
  public static Outcome of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
