package dev.writ.server.peer;

import dev.writ.engine.request.Subject;
import java.time.Instant;

/** Which subjects nothing is allowed to any more. Safe for use by several threads; never blocks. */
@FunctionalInterface
public interface RevokedSubjects {

  /** Whether a subject is revoked, where no token says when it was last proven. */
  boolean contains(Subject subject, Instant now);
}
