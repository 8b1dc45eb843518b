package dev.writ.log.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Posts text over HTTP.
 *
 * @param client whose TLS settings are used
 * @param authorization a file with what to send as {@code Authorization}, read anew each time, or
 *     null
 */
public record Poster(HttpClient client, @Nullable Path authorization) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  HttpResponse<String> post(URI address, String text) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(text));
    if (authorization != null) {
      request.header("Authorization", Files.readString(authorization).strip());
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
