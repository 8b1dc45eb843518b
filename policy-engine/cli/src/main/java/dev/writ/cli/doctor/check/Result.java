package dev.writ.cli.doctor.check;

/** What a check found. The sentence may quote the provider and is safe to print. */
public sealed interface Result {

  /** What was seen, or why nothing was; may be empty if it passed. */
  String detail();

  /** The rule is kept. */
  record Passed(String detail) implements Result {}

  /** The rule is broken, or nobody can tell because the provider does not answer as it must. */
  record Failed(String detail) implements Result {}

  /** The rule is a recommendation and is not followed. */
  record Warned(String detail) implements Result {}

  /** The check was not made, which says nothing about the provider. */
  record NotMade(String detail) implements Result {}

  static Result passed() {
    return new Passed("");
  }
}
