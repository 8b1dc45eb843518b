package dev.writ.agent.policy;

import dev.writ.engine.bundle.BundleVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An address, asked with the ETag of the last answer and with {@code Prefer: wait} (RFC 7240): a
 * decision point then answers when there is something new, and any other server at once.
 */
final class HttpSource implements Source {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final Duration SLACK = Duration.ofSeconds(15);

  private final URI address;
  private final Clients clients;
  private final Duration wait;
  private @Nullable String tag;

  HttpSource(URI address, Clients clients, Duration wait) {
    this.address = address;
    this.clients = clients;
    this.wait = wait;
  }

  @Override
  public byte[] next() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        clients.current().send(request(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      return switch (answer.statusCode()) {
        case OK -> taken(answer, body);
        case NOT_MODIFIED -> new byte[0];
        default -> throw new IOException("the server of bundles said " + answer.statusCode());
      };
    }
  }

  private HttpRequest request() {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(wait.plus(SLACK))
            .header("Prefer", "wait=" + wait.toSeconds());
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

  @Override
  public void forget() {
    tag = null;
  }
}
