package dev.writ.client;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A policy decision point, wherever it runs. Implementations are thread-safe and fail closed: no
 * method throws or completes exceptionally because a decision could not be had; the decision is
 * then an {@link Unanswered}, which denies.
 */
public interface Pdp extends AutoCloseable {

  /**
   * Asks and does not block. The stage completes within the client's deadline, never exceptionally.
   */
  CompletionStage<Decision> evaluateAsync(Request request);

  /**
   * Asks many questions at once and does not block.
   *
   * @return as many decisions as requests, in their order; never exceptionally
   */
  CompletionStage<List<Decision>> evaluationsAsync(List<Request> requests);

  /** Asks and waits; an interrupt is kept and denies. Not for event loops. */
  default Decision evaluate(Request request) {
    return Waiting.until(evaluateAsync(request), failed -> failed);
  }

  /**
   * Asks many questions at once and waits; an interrupt is kept and denies. Not for event loops.
   */
  default List<Decision> evaluations(List<Request> requests) {
    List<Request> asked = List.copyOf(requests);
    return Waiting.until(evaluationsAsync(asked), failed -> Waiting.each(failed, asked.size()));
  }

  /**
   * Frees connections when what is under way has ended, for which it waits as long as the deadline
   * at most. Later requests are denied.
   */
  @Override
  void close();
}
