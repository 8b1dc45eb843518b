package dev.writ.sample.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Sits between the shop and the decision point, and passes on, holds up or falsifies answers. */
final class Meddler implements AutoCloseable {

  /** An answer on its way. */
  record Reply(int status, String type, String requestId, String body) {

    Reply withBody(String changed) {
      return new Reply(status, type, requestId, changed);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile URI target = URI.create("http://127.0.0.1:1");
  private volatile UnaryOperator<Reply> meddling = UnaryOperator.identity();
  private volatile CountDownLatch held = new CountDownLatch(0);

  Meddler() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void passOnTo(URI pdp) {
    target = pdp;
    meddling = UnaryOperator.identity();
    held.countDown();
  }

  void holdUp() {
    held = new CountDownLatch(1);
  }

  void falsify(UnaryOperator<Reply> falsification) {
    meddling = falsification;
  }

  /** A decision point that is gone shows as a connection that breaks. */
  private void handle(HttpExchange exchange) {
    try (exchange) {
      Reply reply = meddling.apply(ask(exchange));
      held.await();
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("X-Request-ID", reply.requestId());
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      // breaks the connection to the shop too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply ask(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
            .header("X-Request-ID", exchange.getRequestHeaders().getFirst("X-Request-ID"))
            .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.headers().firstValue("X-Request-ID").orElse(""),
        response.body());
  }

  @Override
  public void close() {
    held.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
