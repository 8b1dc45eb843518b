package dev.writ.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * Why an expression has no value. A value itself: evaluation returns it instead of throwing.
 *
 * <p>It holds a code and names, never the values of a request, so that it can be logged.
 *
 * @param code what kind of error it is
 * @param subject the name it is about (a property path, a key, a function), or null
 */
public record EvalError(Code code, @Nullable String subject) {

  /** The kinds of error; {@link #id()} is part of the decision's public form. */
  public enum Code {
    MISSING_PROPERTY("missing-property", "is absent"),
    ABSENT_VARIABLE("absent-variable", "is absent from this request"),
    NO_SUCH_KEY("no-such-key", "is not a key of the map"),
    INDEX_OUT_OF_BOUNDS("index-out-of-bounds", "is outside the list"),
    WRONG_TYPE("wrong-type", "cannot work on values of these types"),
    OVERFLOW("overflow", "goes beyond the range of its type"),
    DIVISION_BY_ZERO("division-by-zero", "divides by zero"),
    INVALID_ARGUMENT("invalid-argument", "was given a value it cannot work on"),
    DUPLICATE_KEY("duplicate-key", "gives a map the same key twice"),
    NOT_BOOLEAN("not-boolean", "is neither true nor false"),
    BUDGET("budget", "needs more steps than a condition may take"),
    NOT_JSON("not-json", "is not a value that JSON can hold"),
    SCHEMA("schema", "contradicts the schema");

    private final String id;
    private final String phrase;

    Code(String id, String phrase) {
      this.id = id;
      this.phrase = phrase;
    }

    /** The stable name, such as {@code missing-property}. */
    public String id() {
      return id;
    }

    /** What a person reads after the error's subject. */
    public String phrase() {
      return phrase;
    }
  }

  /** The message for people: no values, lower case, no final stop. */
  public String message() {
    return subject == null ? "the expression " + code.phrase : "`" + subject + "` " + code.phrase;
  }
}
