package dev.writ.cli.documents;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./run} starts: on its own ports where they are free, else on others, which the
 * commands of documents are then made to use.
 */
final class Served implements AutoCloseable {
  private static final int PORT = 8080;
  private static final int SAMPLE_PORT = 8081;

  private final Process process;
  private final String output;
  private final int port;
  private final int samplePort;

  private Served(Process process, String output, int port, int samplePort) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.samplePort = samplePort;
  }

  static Served start() throws IOException {
    boolean usual = isFree(PORT) && isFree(SAMPLE_PORT);
    int port = usual ? PORT : anyFree();
    int samplePort = usual ? SAMPLE_PORT : anyFree();
    var command = new ArrayList<>(List.of("./run"));
    if (!usual) {
      command.addAll(List.of("--port", "" + port, "--sample-port", "" + samplePort));
    }
    Process process =
        new ProcessBuilder(command)
            .directory(Page.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Served(process, untilReady(process.inputReader()), port, samplePort);
  }

  /** What it printed until it was ready. */
  String output() {
    return output;
  }

  /** The text with the ports that are really used. */
  String atPorts(String text) {
    return text.replace("127.0.0.1:" + PORT, "127.0.0.1:" + port)
        .replace("127.0.0.1:" + SAMPLE_PORT, "127.0.0.1:" + samplePort);
  }

  /** What a shell prints for a command, standard error included. */
  String shell(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-c", atPorts(command))
            .directory(Page.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return printed;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static String untilReady(BufferedReader reader) throws IOException {
    var output = new StringBuilder();
    String line = reader.readLine();
    while (line != null && !line.startsWith("Ctrl-C")) {
      output.append(line).append('\n');
      line = reader.readLine();
    }
    if (line == null) {
      throw new AssertionError("./run ended early; it printed:\n" + output);
    }
    return output.append(line).append('\n').toString();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
