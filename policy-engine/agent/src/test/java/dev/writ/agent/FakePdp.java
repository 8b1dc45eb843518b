package dev.writ.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.log.ship.InvalidShipment;
import dev.writ.log.ship.Shipment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A decision point that says what a test wants, the truth or not. */
final class FakePdp implements AutoCloseable {
  private final HttpServer server;
  volatile byte[] bundle = {};
  volatile String revocations = "{\"revocations\":[]}";
  volatile String answer = "{\"decision\":true}";
  volatile int status = 200;
  volatile boolean losesAnswers;
  volatile int logStatus = 200;
  final AtomicInteger pulls = new AtomicInteger();
  final List<byte[]> leaves = new ArrayList<>();

  FakePdp(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(task -> Thread.ofPlatform().daemon().unstarted(task)));
    server.createContext("/v1/bundle", exchange -> bundle(exchange));
    server.createContext("/v1/revocations", exchange -> send(exchange, 200, revocations));
    server.createContext("/v1/log", exchange -> log(exchange));
    server.createContext("/access/v1/", exchange -> send(exchange, status, answer));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  private void bundle(HttpExchange exchange) throws IOException {
    pulls.incrementAndGet();
    byte[] now = bundle;
    String tag = "\"" + java.util.Arrays.hashCode(now) + "\"";
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match")) || now.length == 0) {
      exchange.sendResponseHeaders(now.length == 0 ? 404 : 304, -1);
    } else {
      exchange.getResponseHeaders().set("ETag", tag);
      exchange.sendResponseHeaders(200, now.length);
      exchange.getResponseBody().write(now);
    }
    exchange.close();
  }

  private void log(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int size;
    synchronized (leaves) {
      try {
        Shipment shipment = Shipment.decode(body);
        for (long at = Math.max(shipment.first(), leaves.size()); at < shipment.end(); at++) {
          leaves.add(shipment.entries().get((int) (at - shipment.first())).leaf());
        }
      } catch (InvalidShipment e) {
        throw new IOException(e);
      }
      size = leaves.size();
    }
    boolean lost = losesAnswers && body.length > 12;
    losesAnswers = losesAnswers && !lost;
    send(exchange, lost ? 503 : logStatus, Integer.toString(size));
  }

  List<String> records() {
    synchronized (leaves) {
      return leaves.stream().map(leaf -> new String(leaf, StandardCharsets.UTF_8)).toList();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
