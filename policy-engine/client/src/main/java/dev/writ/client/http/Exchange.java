package dev.writ.client.http;

import dev.writ.client.Failure;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

  private final HttpClient client;
  private final HttpSettings settings;

  Exchange(HttpSettings settings) {
    this.settings = settings;
    boolean http2 = settings.http2() && "https".equals(settings.url().getScheme());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY);
    settings.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  CompletableFuture<byte[]> post(String path, byte[] body, Duration timeout) {
    String id = UUID.randomUUID().toString();
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(
            request(path, body, id),
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

  private HttpRequest request(String path, byte[] body, String id) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(settings.url().resolve(path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("X-Request-ID", id)
            .POST(BodyPublishers.ofByteArray(body));
    settings.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token.get()));
    return builder.build();
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
    if (client instanceof AutoCloseable closeable) { // from Java 21 on
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the connections did not close", e);
      }
    }
  }
}
