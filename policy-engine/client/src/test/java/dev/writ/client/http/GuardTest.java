package dev.writ.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.client.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a call is allowed to cost. */
class GuardTest {

  private static final URI SOMEWHERE = URI.create("http://127.0.0.1:1");

  @Test
  void moreCallsThanAllowedAreDeniedAndALaterOneIsNot() {
    Guard guard = new Guard(HttpSettings.at(SOMEWHERE).maxConcurrent(1).build());
    CompletableFuture<String> slow = new CompletableFuture<>();
    CompletionStage<String> first = call(guard, slow);
    assertThat(value(call(guard, CompletableFuture.completedFuture("x")))).isEqualTo("SATURATED");
    slow.complete("done");
    assertThat(value(first)).isEqualTo("done");
    assertThat(value(call(guard, CompletableFuture.completedFuture("x")))).isEqualTo("x");
  }

  @Test
  void aCallThatFailsFreesItsPlace() {
    Guard guard = new Guard(HttpSettings.at(SOMEWHERE).maxConcurrent(1).build());
    for (int i = 0; i < 3; i++) {
      assertThat(value(call(guard, failing(Failure.REFUSED)))).isEqualTo("REFUSED");
    }
  }

  @Test
  void afterRepeatedFailuresNobodyIsAsked() {
    Guard guard =
        new Guard(
            HttpSettings.at(SOMEWHERE).breakerFailures(3).breakerDelay(Duration.ofDays(1)).build());
    AtomicInteger asked = new AtomicInteger();
    List<String> ends =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    value(
                        guard.<String>call(
                            left -> {
                              asked.incrementAndGet();
                              return failing(Failure.ERROR_STATUS);
                            },
                            failed -> failed.failure().name())))
            .toList();
    assertThat(ends)
        .containsExactly(
            "ERROR_STATUS", "ERROR_STATUS", "ERROR_STATUS", "SUSPENDED", "SUSPENDED", "SUSPENDED");
    assertThat(asked).hasValue(3);
  }

  @Test
  void refusalsOfThisPeerSuspendNothing() {
    Guard guard = new Guard(HttpSettings.at(SOMEWHERE).breakerFailures(1).build());
    value(call(guard, failing(Failure.INVALID_REQUEST)));
    assertThat(value(call(guard, CompletableFuture.completedFuture("x")))).isEqualTo("x");
  }

  @Test
  void afterThePauseTheDecisionPointIsAskedAgain() {
    Guard guard =
        new Guard(
            HttpSettings.at(SOMEWHERE)
                .breakerFailures(1)
                .breakerDelay(Duration.ofNanos(1))
                .build());
    value(call(guard, failing(Failure.ERROR_STATUS)));
    assertThat(value(call(guard, CompletableFuture.completedFuture("x")))).isEqualTo("x");
  }

  @Test
  void anErrorOfTheAttemptItselfIsAnEndLikeOthers() {
    Guard guard = new Guard(HttpSettings.at(SOMEWHERE).build());
    CompletionStage<String> end =
        guard.call(
            left -> {
              throw new StackOverflowError();
            },
            failed -> failed.failure().name());
    assertThat(value(end)).isEqualTo("UNSENT");
  }

  private static CompletionStage<String> call(Guard guard, CompletionStage<String> attempt) {
    return guard.call(left -> attempt, failed -> failed.failure().name());
  }

  private static CompletionStage<String> failing(Failure failure) {
    return CompletableFuture.failedFuture(CallFailure.of(failure, "as told"));
  }

  private static String value(CompletionStage<String> stage) {
    return stage.toCompletableFuture().join();
  }
}
