package dev.writ.client;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Blocking for a stage without ever turning its end into something but a decision. */
final class Waiting {

  private Waiting() {}

  static <T> T until(CompletionStage<T> stage, Function<Decision, T> whenFailed) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      return whenFailed.apply(new Unanswered(Failure.CANCELLED, "interrupted while waiting"));
    } catch (ExecutionException | CancellationException e) {
      return whenFailed.apply(
          new Unanswered(Failure.CANCELLED, "the call ended without an answer"));
    }
  }

  static List<Decision> each(Decision decision, int count) {
    return Collections.nCopies(count, decision);
  }
}
