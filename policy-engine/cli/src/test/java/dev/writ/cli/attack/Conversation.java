package dev.writ.cli.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection, over which a test says exactly what it wants to, and hears each answer. */
final class Conversation implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)\r?$");

  private final SSLSocket socket;

  /**
   * What was answered; nothing has the status 0.
   *
   * @param head status line and headers
   */
  record Answer(int status, String head, String body) {
    static final Answer NONE = new Answer(0, "", "");

    boolean allows() {
      return status == 200 && body.startsWith("{\"decision\":true,");
    }
  }

  private Conversation(SSLSocket socket) {
    this.socket = socket;
  }

  static Conversation with(SSLContext tls, int port) throws IOException {
    var socket =
        (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new Conversation(socket);
  }

  /** Before anything else: the version of TLS in which a caller can ask for another handshake. */
  void speakTls12() {
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
  }

  /** Another handshake. */
  void negotiate() throws IOException {
    socket.startHandshake();
  }

  /** A request with a JSON body. */
  static String request(String method, String path, String body, List<String> headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: "
        + Target.HOST
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n"
        + String.join("", headers.stream().map(header -> header + "\r\n").toList())
        + "\r\n"
        + body;
  }

  /** Asks for a decision. */
  Answer ask(String body, String... headers) throws IOException {
    return say(request("POST", Questions.EVALUATION, body, List.of(headers)));
  }

  Answer say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
    return hear();
  }

  /** The next answer. */
  Answer hear() throws IOException {
    String head = head(socket.getInputStream());
    if (!head.startsWith("HTTP/")) {
      return Answer.NONE;
    }
    Matcher length = LENGTH.matcher(head);
    byte[] body =
        length.find()
            ? socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)))
            : new byte[0];
    return new Answer(Integer.parseInt(head.substring(9, 12)), head, new String(body, UTF_8));
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
    }
    return head.toString();
  }

  /** Whether the server ended the connection. */
  boolean isOver() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
