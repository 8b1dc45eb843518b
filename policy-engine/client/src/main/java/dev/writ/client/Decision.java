package dev.writ.client;

import java.util.Optional;

/**
 * What came of a request. It allows only where a decision point answered so, completely and beyond
 * doubt; whatever went wrong on the way is a decision too, and it denies.
 */
public sealed interface Decision permits Answered, Unanswered {

  /** Whether the subject may go on; never true of an {@link Unanswered}. */
  boolean allowed();

  /** The decision point's id of this decision, where it gave one. */
  Optional<String> id();

  /** Why, in words for people. */
  Optional<String> reason();
}
