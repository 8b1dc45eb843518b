package dev.writ.client.http;

import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import dev.writ.client.Unanswered;
import dev.writ.client.authzen.AuthZenJson;
import dev.writ.client.authzen.MalformedAnswerException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A decision point that speaks the AuthZEN Authorization API 1.0 over HTTP. Thread-safe; one serves
 * a whole application.
 */
public final class HttpPdp implements Pdp {

  private static final String EVALUATION = "access/v1/evaluation";
  private static final String EVALUATIONS = "access/v1/evaluations";

  private final AuthZenJson json = new AuthZenJson();
  private final Exchange exchange;
  private final Guard guard;
  private volatile boolean closed;

  /** A client by these settings; connects when first asked. */
  public HttpPdp(HttpSettings settings) {
    this.exchange = new Exchange(settings);
    this.guard = new Guard(settings);
  }

  @Override
  public CompletionStage<Decision> evaluateAsync(Request request) {
    return call(EVALUATION, json.request(request), json::answer, failed -> failed);
  }

  @Override
  public CompletionStage<List<Decision>> evaluationsAsync(List<Request> requests) {
    int count = requests.size();
    if (count == 0) {
      return CompletableFuture.completedFuture(List.of());
    }
    return call(
        EVALUATIONS,
        json.requests(requests),
        body -> json.answers(body, count),
        failed -> Collections.nCopies(count, failed));
  }

  @Override
  public void close() {
    closed = true;
    exchange.close();
  }

  private <T> CompletionStage<T> call(
      String path, byte[] body, Reader<T> reader, Function<Unanswered, T> whenFailed) {
    if (closed) {
      return CompletableFuture.completedFuture(
          whenFailed.apply(new Unanswered(Failure.CANCELLED, "the client is closed")));
    }
    return guard.call(
        timeout -> exchange.post(path, body, timeout).thenApply(answer -> read(answer, reader)),
        whenFailed);
  }

  private static <T> T read(byte[] answer, Reader<T> reader) {
    try {
      return reader.read(answer);
    } catch (MalformedAnswerException e) {
      throw CallFailure.of(Failure.INVALID_ANSWER, String.valueOf(e.getMessage()));
    }
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(byte[] answer) throws MalformedAnswerException;
  }
}
