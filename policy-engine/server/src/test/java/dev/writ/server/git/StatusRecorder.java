package dev.writ.server.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands for a Git host's interface: keeps what it is told. */
final class StatusRecorder implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final int status;

  /** A call. */
  record Told(String method, String path, Headers headers, String body) {}

  private StatusRecorder(HttpServer server, int status) {
    this.server = server;
    this.status = status;
  }

  /**
   * Starts one on a free port of 127.0.0.1.
   *
   * @param status what it answers with
   */
  static StatusRecorder start(int status) {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var recorder = new StatusRecorder(HttpServer.create(loopback, 0), status);
      recorder.server.createContext("/", recorder::keep);
      recorder.server.start();
      return recorder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      told.add(
          new Told(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** What it is told of a commit, which it waits for; what it was told before is forgotten. */
  Told next(String commit) throws InterruptedException {
    while (true) {
      Told next = told.poll(2, TimeUnit.MINUTES);
      if (next == null) {
        throw new AssertionError("nothing was told of " + commit);
      }
      if (next.path().endsWith("/" + commit)) {
        return next;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
