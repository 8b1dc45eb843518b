package dev.writ.server.tls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server that speaks TLS. */
public final class Asked {
  private Asked() {}

  /** Posts JSON. */
  public static HttpResponse<String> post(HttpClient client, int port, String path, String json)
      throws IOException, InterruptedException {
    return client.send(
        to(port, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  /** Sends a request without a body. */
  public static HttpResponse<String> send(HttpClient client, int port, String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        to(port, path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }
}
