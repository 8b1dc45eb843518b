package dev.writ.client.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.writ.client.Failure;
import dev.writ.client.Unanswered;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Bounds a call: so many at once, so long with its retries, and none for a while after repeated
 * failures. Whatever a call ends with, its stage ends with a value. Thread-safe.
 */
final class Guard {

  private final Duration deadline;
  private final Semaphore free;
  private final FailsafeExecutor<Object> calls;

  Guard(HttpSettings settings) {
    this.deadline = settings.deadline();
    this.free = new Semaphore(settings.maxConcurrent());
    this.calls = Failsafe.with(retries(settings), breaker(settings));
  }

  /**
   * Calls until an attempt succeeds or the deadline passes.
   *
   * @param attempt starts one attempt that may take the given time
   * @param whenFailed the value for a call that failed
   */
  <T> CompletionStage<T> call(
      Function<Duration, CompletionStage<T>> attempt, Function<Unanswered, T> whenFailed) {
    if (!free.tryAcquire()) {
      return CompletableFuture.completedFuture(
          whenFailed.apply(new Unanswered(Failure.SATURATED, "try later")));
    }
    long start = System.nanoTime();
    return calls
        .getStageAsync(() -> attempt.apply(left(start)))
        .whenComplete((value, thrown) -> free.release())
        .handle((value, thrown) -> ended(value, thrown, whenFailed))
        .thenCompose(Function.identity());
  }

  private Duration left(long start) {
    Duration left = deadline.minusNanos(System.nanoTime() - start);
    if (left.isNegative() || left.isZero()) {
      throw CallFailure.of(Failure.TIMEOUT, "the deadline passed");
    }
    return left;
  }

  /**
   * A failure is handed over on another thread: it may have come on the JVM's only timer thread.
   */
  private static <T> CompletionStage<T> ended(
      T value, Throwable thrown, Function<Unanswered, T> whenFailed) {
    return thrown == null
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.supplyAsync(() -> whenFailed.apply(decision(thrown)));
  }

  private static Unanswered decision(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof CircuitBreakerOpenException) {
      return new Unanswered(Failure.SUSPENDED, "try later");
    }
    return CallFailure.from(cause == null ? thrown : cause, true).decision();
  }

  private static RetryPolicy<Object> retries(HttpSettings settings) {
    return RetryPolicy.builder()
        .handleIf(CallFailure::isRepeatable)
        .withMaxRetries(settings.retries())
        .withBackoff(5, 50, ChronoUnit.MILLIS)
        .withMaxDuration(settings.deadline())
        .build();
  }

  private static CircuitBreaker<Object> breaker(HttpSettings settings) {
    return CircuitBreaker.builder()
        .handleIf(CallFailure::isOfDecisionPoint)
        .withFailureThreshold(settings.breakerFailures())
        .withDelay(settings.breakerDelay())
        .build();
  }
}
