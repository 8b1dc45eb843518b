package dev.writ.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import javax.net.SocketFactory;

/** A closed-loop HTTP/1.1 load over a few kept connections, cheap enough not to be the measure. */
final class Load {
  private static final int CONNECTIONS = 8;
  private static final int TO_THE_END = Integer.MAX_VALUE;

  private final Connections connections;
  private final int requestsOfConnection;
  private final IntFunction<String> headers;

  /** How to connect. */
  @FunctionalInterface
  interface Connections {
    Socket open(InetAddress address, int port) throws IOException;
  }

  private Load(Connections connections, int requestsOfConnection, IntFunction<String> headers) {
    this.connections = connections;
    this.requestsOfConnection = requestsOfConnection;
    this.headers = headers;
  }

  /** Over plain connections that stay. */
  static Load plain() {
    return over(SocketFactory.getDefault()::createSocket);
  }

  /** Over connections that stay. */
  static Load over(Connections connections) {
    return new Load(connections, TO_THE_END, i -> "");
  }

  /** The same with a new connection after so many requests. */
  Load renewedAfter(int requests) {
    return new Load(connections, requests, headers);
  }

  /** The same with more header fields for request number i, each with its line break. */
  Load with(IntFunction<String> more) {
    return new Load(connections, requestsOfConnection, more);
  }

  /** Over plain connections, as {@link #ask}. */
  static void run(int port, String path, int requests, IntFunction<String> body, String expected)
      throws InterruptedException, ExecutionException {
    plain().ask(port, path, requests, body, expected);
  }

  /**
   * Sends requests and waits for all answers.
   *
   * @param body the body of request number i
   * @param expected what every answer must contain
   */
  void ask(int port, String path, int requests, IntFunction<String> body, String expected)
      throws InterruptedException, ExecutionException {
    ask(CONNECTIONS, port, path, requests, body, expected);
  }

  /** Over so many plain connections, as {@link #ask}. */
  static void run(
      int connections,
      int port,
      String path,
      int requests,
      IntFunction<String> body,
      String expected)
      throws InterruptedException, ExecutionException {
    plain().ask(connections, port, path, requests, body, expected);
  }

  private void ask(
      int connections,
      int port,
      String path,
      int requests,
      IntFunction<String> body,
      String expected)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(connections)) {
      List<? extends Future<?>> all =
          java.util.stream.IntStream.range(0, connections)
              .mapToObj(
                  c ->
                      threads.submit(
                          () -> send(port, path, c, requests / connections, body, expected)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void send(
      int port, String path, int offset, int count, IntFunction<String> body, String expected) {
    for (int from = 0; from < count; from += Math.min(requestsOfConnection, count - from)) {
      int to = from + Math.min(requestsOfConnection, count - from);
      sendOver(port, path, offset, from, to, body, expected);
    }
  }

  private void sendOver(
      int port,
      String path,
      int offset,
      int from,
      int to,
      IntFunction<String> body,
      String expected) {
    try (Socket socket = connections.open(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = from; i < to; i++) {
        int number = offset + i * CONNECTIONS;
        byte[] request = request(port, path, headers.apply(number), body.apply(number));
        socket.getOutputStream().write(request);
        String answer = answer(in);
        if (!answer.contains(expected)) {
          throw new IllegalStateException("an answer is not as expected: " + answer);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] request(int port, String path, String headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(path, port, content.length, headers);
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  private static String answer(InputStream in) throws IOException {
    int length = -1;
    String status = line(in);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    return status + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
