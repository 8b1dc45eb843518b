package dev.writ.client.http;

import static java.util.Objects.requireNonNull;

import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import dev.writ.client.SubjectToken;
import dev.writ.client.Unanswered;
import dev.writ.client.authzen.AuthZenJson;
import dev.writ.client.authzen.MalformedAnswerException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    return call(
        new Question(EVALUATION, json.request(request), request.subject().token()),
        json::answer,
        failed -> failed);
  }

  @Override
  public CompletionStage<List<Decision>> evaluationsAsync(List<Request> requests) {
    Map<Optional<SubjectToken>, List<Request>> bySubject =
        requests.stream().collect(Collectors.groupingBy(request -> request.subject().token()));
    Map<Optional<SubjectToken>, CompletableFuture<List<Decision>>> answers = new HashMap<>();
    bySubject.forEach((token, asked) -> answers.put(token, evaluations(asked, token)));
    return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
        .thenApply(done -> inOrder(requests, answers));
  }

  /** Those of one subject's token, which is a header and so holds for a whole call. */
  private CompletableFuture<List<Decision>> evaluations(
      List<Request> requests, Optional<SubjectToken> token) {
    int count = requests.size();
    return this.<List<Decision>>call(
            new Question(EVALUATIONS, json.requests(requests), token),
            body -> json.answers(body, count),
            failed -> Collections.nCopies(count, failed))
        .toCompletableFuture();
  }

  private static List<Decision> inOrder(
      List<Request> requests,
      Map<Optional<SubjectToken>, CompletableFuture<List<Decision>>> answers) {
    Map<Optional<SubjectToken>, Iterator<Decision>> next = new HashMap<>();
    answers.forEach((token, decisions) -> next.put(token, decisions.join().iterator()));
    return requests.stream()
        .map(request -> requireNonNull(next.get(request.subject().token())).next())
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    exchange.close();
  }

  private <T> CompletionStage<T> call(
      Question question, Reader<T> reader, Function<Unanswered, T> whenFailed) {
    if (closed) {
      return CompletableFuture.completedFuture(
          whenFailed.apply(new Unanswered(Failure.CANCELLED, "the client is closed")));
    }
    return guard.call(
        timeout ->
            exchange
                .post(question.path(), question.body(), question.token(), timeout)
                .thenApply(answer -> read(answer, reader)),
        whenFailed);
  }

  private static <T> T read(byte[] answer, Reader<T> reader) {
    try {
      return reader.read(answer);
    } catch (MalformedAnswerException e) {
      throw CallFailure.of(Failure.INVALID_ANSWER, String.valueOf(e.getMessage()));
    }
  }

  private record Question(String path, byte[] body, Optional<SubjectToken> token) {}

  @FunctionalInterface
  private interface Reader<T> {
    T read(byte[] answer) throws MalformedAnswerException;
  }
}
