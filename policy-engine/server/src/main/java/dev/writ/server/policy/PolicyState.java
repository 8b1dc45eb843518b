package dev.writ.server.policy;

import dev.writ.engine.Engine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What answers requests at one moment. A request takes it once and uses it to its end. */
public sealed interface PolicyState {

  /**
   * What is wrong with the newest edit of the policy repository; null where nothing is.
   *
   * @return null, or why the newest edit is not what answers
   */
  @Nullable Faults faults();

  /**
   * A policy set answers.
   *
   * @param loaded when it was loaded
   * @param faults of a later edit, which therefore does not answer; or null
   */
  record Serving(Engine engine, Instant loaded, @Nullable Faults faults) implements PolicyState {}

  /**
   * No policy set was ever loaded: every decision is a deny.
   *
   * @param reason why, for the answers
   */
  record Unavailable(String reason, @Nullable Faults faults) implements PolicyState {}

  /**
   * The problems of a policy repository that was not loaded.
   *
   * @param first {@code path:line:column: message}
   * @param count at least 1
   */
  record Faults(String first, int count) {
    @Override
    public String toString() {
      return count == 1 ? first : first + " (and " + (count - 1) + " more)";
    }
  }
}
