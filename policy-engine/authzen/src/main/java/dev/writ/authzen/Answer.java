package dev.writ.authzen;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.program.Revision;
import org.jspecify.annotations.Nullable;

/** What a peer gets for one evaluation of a batch. */
public sealed interface Answer {

  /** Whether the subject may. */
  boolean allowed();

  /**
   * A decision.
   *
   * @param id of the decision
   * @param revision which policies decided, or null where none were loaded
   */
  record Decided(String id, @Nullable Revision revision, Decision decision) implements Answer {
    @Override
    public boolean allowed() {
      return decision.allowed();
    }
  }

  /**
   * A deny in place of an evaluation that is invalid or that its peer may not ask.
   *
   * @param status what the evaluation by itself would have been answered with
   * @param message for the peer
   */
  record Refusal(int status, String message) implements Answer {
    @Override
    public boolean allowed() {
      return false;
    }
  }
}
