package dev.writ.bundle;

import dev.writ.engine.bundle.BundleVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bundle at an address, asked for with the ETag of the last one and with {@code Prefer: wait}
 * (RFC 7240): a decision point then answers when there is something new, any other server at once.
 */
final class BundleAddress implements BundleSource {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  /** A server has so long to answer beyond what it may wait, and again for the bundle itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI address;
  private final Supplier<HttpClient> client;
  private final Supplier<Optional<String>> token;
  private final Duration wait;
  private @Nullable String tag;

  BundleAddress(
      URI address, Supplier<HttpClient> client, Supplier<Optional<String>> token, Duration wait) {
    this.address = address;
    this.client = client;
    this.token = token;
    this.wait = wait;
  }

  @Override
  public Optional<byte[]> next() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = client.get().send(request(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      closeLater(body);
      return switch (answer.statusCode()) {
        case OK -> Optional.of(taken(answer, body));
        case NOT_MODIFIED -> Optional.empty();
        default ->
            throw new IOException(
                "`%s` answered with status %s".formatted(address, answer.statusCode()));
      };
    }
  }

  private HttpRequest request() {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(wait.plus(PATIENCE))
            .header("Prefer", "wait=" + wait.toSeconds());
    token.get().ifPresent(value -> request.header("Authorization", "Bearer " + value));
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return request.build();
  }

  private byte[] taken(HttpResponse<InputStream> answer, InputStream body) throws IOException {
    byte[] bundle = body.readNBytes(BundleVerifier.MAX_SIZE + 1);
    tag = answer.headers().firstValue("ETag").orElse(null);
    return bundle;
  }

  /** A server that begins an answer and never ends it does not hold the reader for ever. */
  private static void closeLater(InputStream body) {
    Executor later =
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS, Runnable::run);
    later.execute(
        () -> {
          try {
            body.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
