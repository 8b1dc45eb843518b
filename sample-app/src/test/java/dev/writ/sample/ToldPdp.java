package dev.writ.sample;

import dev.writ.client.Answered;
import dev.writ.client.Decision;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A decision point that answers what a test tells it to, and remembers what it was asked. */
@Alternative
@ApplicationScoped
public class ToldPdp implements Pdp {

  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Request, CompletionStage<Decision>> answer = request -> never();

  /** From now on answers this, on another thread than the caller's. */
  void answer(Function<Request, Decision> decisions) {
    asked.clear();
    answer = request -> CompletableFuture.supplyAsync(() -> decisions.apply(request));
  }

  void allow() {
    answer(request -> Answered.of(true, "as told"));
  }

  /** From now on answers when this stage does, and counts down each time it is asked. */
  void answerWhen(CompletionStage<Decision> decision, CountDownLatch questions) {
    asked.clear();
    answer =
        request -> {
          questions.countDown();
          return decision;
        };
  }

  List<Request> asked() {
    return asked;
  }

  @Override
  public CompletionStage<Decision> evaluateAsync(Request request) {
    asked.add(request);
    return answer.apply(request);
  }

  @Override
  public CompletionStage<List<Decision>> evaluationsAsync(List<Request> requests) {
    List<CompletableFuture<Decision>> decisions =
        requests.stream().map(request -> evaluateAsync(request).toCompletableFuture()).toList();
    return CompletableFuture.allOf(decisions.toArray(CompletableFuture[]::new))
        .thenApply(done -> decisions.stream().map(CompletableFuture::join).toList());
  }

  @Override
  public void close() {}

  private static CompletionStage<Decision> never() {
    return CompletableFuture.failedFuture(new IllegalStateException("nobody said what to answer"));
  }

  /** Runs the shop with this decision point. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(ToldPdp.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.log.category.\"dev.writ.client\".level", "OFF");
    }
  }
}
