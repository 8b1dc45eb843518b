package dev.writ.log.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Posts checkpoints as {@code text/plain} to an address; every 2xx means that it was taken.
 *
 * @param client whose TLS settings and credentials are used
 */
public record HttpSink(HttpClient client, URI address) implements CheckpointSink {

  static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Override
  public void publish(String note) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(client, address, note);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("`%s` answered %d".formatted(address, answer.statusCode()));
    }
  }

  static HttpResponse<String> post(HttpClient client, URI address, String text)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
