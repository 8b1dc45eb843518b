package dev.writ.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that misbehaves below HTTP: each connection is handed to the test. */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final AtomicInteger connections = new AtomicInteger();

  RawServer(Behaviour behaviour) throws IOException {
    threads.execute(() -> accept(behaviour));
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket connection = socket.accept();
        int number = connections.incrementAndGet();
        threads.execute(() -> serve(connection, number, behaviour));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void serve(Socket connection, int number, Behaviour behaviour) {
    try (connection) {
      behaviour.serve(connection, number);
    } catch (IOException e) {
      // the client went away
    }
  }

  /** Reads a request's head and returns its id. */
  static String readRequest(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new SocketException("end of request");
      }
      head.append((char) next);
    }
    int length = Integer.parseInt(header(head.toString(), "content-length"));
    in.readNBytes(length);
    return header(head.toString(), "x-request-id");
  }

  static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    connection.getOutputStream().flush();
  }

  static String answer(String id, String body) {
    return head(id, body.length()) + body;
  }

  static String head(String id, int length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-ID: "
        + id
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("0");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  @FunctionalInterface
  interface Behaviour {
    void serve(Socket connection, int number) throws IOException;
  }
}
