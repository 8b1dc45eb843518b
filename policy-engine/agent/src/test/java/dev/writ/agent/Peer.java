package dev.writ.agent;

import dev.writ.authzen.Question;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that asks an agent, byte by byte and without a client library. */
final class Peer implements AutoCloseable {
  private final SocketChannel channel;

  private Peer(SocketChannel channel) {
    this.channel = channel;
  }

  /** An answer over HTTP. */
  record Reply(int status, String head, String body) {}

  static Peer on(Path socket) throws IOException {
    return to(UnixDomainSocketAddress.of(socket));
  }

  static Peer on(int port) throws IOException {
    return to(new InetSocketAddress("127.0.0.1", port));
  }

  private static Peer to(SocketAddress address) throws IOException {
    return new Peer(SocketChannel.open(address));
  }

  static String body(String subject, String role, String action, String type, String id) {
    return """
    {"subject": {"type": "user", "id": "%s", "properties": {"roles": ["%s"]}},
     "action": {"name": "%s"}, "resource": {"type": "%s", "id": "%s"}}
    """
        .formatted(subject, role, action, type, id);
  }

  /** May somebody read a document of {@link Bundles#small}? */
  static final String READ = body("alice", "reader", "read", "document", "1");

  Reply evaluate(String body, String... headers) throws IOException {
    return post("/access/v1/evaluation", body, headers);
  }

  Reply post(String path, String body, String... headers) throws IOException {
    send(request(path, body, headers));
    return reply();
  }

  static String request(String path, String body, String... headers) {
    StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("Content-Type: application/json\r\nContent-Length: ")
        .append(body.getBytes(StandardCharsets.UTF_8).length)
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  Reply get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return reply();
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  Reply reply() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.writeBytes(take(1));
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length =
        text.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    String body = new String(take(length), StandardCharsets.UTF_8);
    return new Reply(Integer.parseInt(text.substring(9, 12)), text, body);
  }

  /** Begins to speak the binary form. */
  Peer binary() throws IOException {
    send(BinaryForm.preface());
    take(BinaryForm.preface().length);
    return this;
  }

  byte[] ask(Question question, boolean full) throws IOException {
    sendMessage(BinaryForm.write(new Evaluation(question, full)));
    return message();
  }

  void sendMessage(byte[] message) throws IOException {
    send(ByteBuffer.allocate(4 + message.length).putInt(message.length).put(message).array());
  }

  byte[] message() throws IOException {
    return take(ByteBuffer.wrap(take(4)).getInt());
  }

  private byte[] take(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
