package dev.writ.bench;

import dev.writ.authzen.Question;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks one question over one connection again and again, and tells how many decisions a second came
 * back and how much CPU the asked process spent on each. Arguments: form ({@code binary} or {@code
 * http}), address (a socket's path, or {@code host:port}), process id, how many questions are under
 * way at once, seconds.
 */
public final class AgentLoad {
  private static final String BODY =
      """
      {"subject":{"type":"user","id":"alice","properties":{"roles":["customer"]}},\
      "action":{"name":"read"},"resource":{"type":"orders","id":"order-1001"}}\
      """;
  private static final double TICKS_PER_SECOND = 100;

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16).flip();
  private final boolean binary;

  private AgentLoad(SocketChannel channel, boolean binary) {
    this.channel = channel;
    this.binary = binary;
  }

  public static void main(String[] arguments) throws IOException {
    boolean binary = arguments[0].equals("binary");
    try (SocketChannel channel = SocketChannel.open(address(arguments[1]))) {
      var load = new AgentLoad(channel, binary);
      load.greet();
      int window = Integer.parseInt(arguments[3]);
      long seconds = Long.parseLong(arguments[4]);
      load.run(window, Duration.ofSeconds(Math.max(1, seconds / 2)));
      double before = cpu(arguments[2]);
      long start = System.nanoTime();
      long count = load.run(window, Duration.ofSeconds(seconds));
      double took = (System.nanoTime() - start) / 1e9;
      double spent = cpu(arguments[2]) - before;
      System.out.printf(
          "%s, %d under way: %,.0f decisions/s, %.1f us of CPU each%n",
          arguments[0], window, count / took, spent / count * 1e6);
    }
  }

  private static SocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return text.startsWith("/")
        ? UnixDomainSocketAddress.of(text)
        : new InetSocketAddress(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Seconds of CPU that a process has spent. */
  private static double cpu(String pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", pid, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private void greet() throws IOException {
    if (binary) {
      send(BinaryForm.preface());
      skip(BinaryForm.preface().length);
    }
  }

  private long run(int window, Duration duration) throws IOException {
    byte[] question = binary ? message() : request();
    byte[] many = new byte[question.length * window];
    for (int at = 0; at < window; at++) {
      System.arraycopy(question, 0, many, at * question.length, question.length);
    }
    long end = System.nanoTime() + duration.toNanos();
    long count = 0;
    while (System.nanoTime() < end) {
      send(many);
      for (int at = 0; at < window; at++) {
        answer();
      }
      count += window;
    }
    return count;
  }

  private static byte[] message() {
    var question =
        new Question(
            new Subject("user", "alice", Map.of("roles", List.of("customer"))),
            new Action("read"),
            new Resource("orders", "order-1001"),
            Map.of());
    byte[] message = BinaryForm.write(new Evaluation(question, false));
    return ByteBuffer.allocate(4 + message.length).putInt(message.length).put(message).array();
  }

  private static byte[] request() {
    return ("POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n"
            + BODY)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void answer() throws IOException {
    if (binary) {
      skip(next(4).getInt());
      return;
    }
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    skip(length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (char c = (char) next(1).get(); c != '\n'; c = (char) next(1).get()) {
      if (c != '\r') {
        line.append(c);
      }
    }
    return line.toString();
  }

  private void send(byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  private void skip(int length) throws IOException {
    for (int rest = length; rest > 0; ) {
      int step = Math.min(rest, in.capacity());
      ByteBuffer buffer = next(step);
      buffer.position(buffer.position() + step);
      rest -= step;
    }
  }

  private ByteBuffer next(int length) throws IOException {
    while (in.remaining() < length) {
      in.compact();
      int read = channel.read(in);
      in.flip();
      if (read < 0) {
        throw new EOFException();
      }
    }
    return in;
  }
}
