package dev.writ.client.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A decision point over real HTTP that answers what a test tells it to. */
final class StubPdp implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  final List<HttpExchange> calls = new CopyOnWriteArrayList<>();

  StubPdp(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          calls.add(exchange);
          answer.to(exchange);
        });
    server.start();
  }

  /** A decision point that answers each request with this JSON, as it should. */
  static StubPdp answering(String json) throws IOException {
    return new StubPdp(exchange -> send(exchange, 200, "application/json", json));
  }

  static void send(HttpExchange exchange, int status, String type, String body) {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Request-ID", requestId(exchange));
    sendAsIs(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  static void sendAsIs(HttpExchange exchange, int status, byte[] body) {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String requestId(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("X-Request-ID");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }
}
