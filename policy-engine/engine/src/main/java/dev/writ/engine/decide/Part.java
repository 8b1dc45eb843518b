package dev.writ.engine.decide;

import dev.writ.engine.expr.Trace;
import dev.writ.engine.value.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One part of a rule, linked: a question to the request of a session. Stateless and thread-safe.
 */
interface Part {

  /** The key in the policy file, such as {@code roles}. */
  String name();

  /** What the author wrote, for people. */
  String text();

  /** The answer; a failure is reported to the session. */
  Outcome test(Session session);

  /** What the request has instead, for people; null where a trace says it. */
  @Nullable String actual(Session session);

  /** The values of a condition, or null where this part is none. */
  default @Nullable Trace trace(Session session) {
    return null;
  }
}
