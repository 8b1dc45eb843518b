package dev.writ.client.http;

import dev.writ.client.Failure;
import dev.writ.client.SubjectToken;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One POST and the body of its answer. Every other end is a {@link CallFailure}, after which the
 * connection is given up. Thread-safe.
 */
final class Exchange implements AutoCloseable {

  private static final int OK = 200;

  private final HttpSettings settings;
  private final Connections connections;

  Exchange(HttpSettings settings) {
    this.settings = settings;
    this.connections = new Connections(settings);
  }

  /**
   * Posts.
   *
   * @param subject the token of the subject that the body is about
   */
  CompletableFuture<byte[]> post(
      String path, byte[] body, Optional<SubjectToken> subject, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url().resolve(path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    subject.ifPresent(token -> request.header("Subject-Token", token.value()));
    long start = System.nanoTime();
    return authorized(request)
        .copy()
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .thenCompose(ready -> send(ready, timeout.minusNanos(System.nanoTime() - start)));
  }

  /** The request with this application's own token; without one it is not sent. */
  private CompletableFuture<HttpRequest.Builder> authorized(HttpRequest.Builder request) {
    if (settings.token().isEmpty()) {
      return CompletableFuture.completedFuture(request);
    }
    return CompletableFuture.completedFuture(settings.token().get())
        .thenCompose(PeerToken::token)
        .handle(
            (token, thrown) -> {
              if (thrown != null) {
                throw CallFailure.of(Failure.UNSENT, "there is no token to ask with");
              }
              return request.header("Authorization", "Bearer " + token);
            });
  }

  private CompletableFuture<byte[]> send(HttpRequest.Builder request, Duration timeout) {
    String id = UUID.randomUUID().toString();
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> response =
        connections
            .current()
            .sendAsync(
                request.header("X-Request-ID", id).build(),
                head -> {
                  begun.set(true);
                  return new LimitedBody(settings.maxAnswerBytes());
                });
    return response
        .copy()
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .handle(
            (received, thrown) -> {
              if (thrown != null) {
                response.cancel(true);
                throw CallFailure.from(thrown, begun.get());
              }
              return checked(received, id);
            });
  }

  private static byte[] checked(HttpResponse<byte[]> response, String id) {
    if (response.statusCode() != OK) {
      throw refusal(response.statusCode(), response.body());
    }
    if (!response.headers().allValues("X-Request-ID").equals(List.of(id))) {
      throw CallFailure.of(Failure.INVALID_ANSWER, "it does not bear this request's id");
    }
    List<String> types = response.headers().allValues("Content-Type");
    if (types.size() != 1 || !isJson(types.get(0))) {
      throw CallFailure.of(Failure.INVALID_ANSWER, "it is not of type `application/json`");
    }
    return response.body();
  }

  private static boolean isJson(String type) {
    String compact = type.replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT);
    return compact.equals("application/json") || compact.equals("application/json;charset=utf-8");
  }

  private static CallFailure refusal(int status, byte[] body) {
    return switch (status) {
      case 401, 403 -> CallFailure.of(Failure.REFUSED, "status " + status);
      case 429, 503 -> CallFailure.of(Failure.OVERLOADED, "status " + status);
      case 400, 413, 422 ->
          CallFailure.of(Failure.INVALID_REQUEST, "status " + status + ", " + excerpt(body));
      default -> CallFailure.of(Failure.ERROR_STATUS, "status " + status);
    };
  }

  /** The start of an error's text, on one line. */
  private static String excerpt(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
    return "`" + text.replaceAll("\\p{Cntrl}+", " ").strip() + "`";
  }

  @Override
  public void close() {
    connections.close();
  }
}
