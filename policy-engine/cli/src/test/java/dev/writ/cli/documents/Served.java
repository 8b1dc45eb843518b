package dev.writ.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code ./run} starts: on its own ports where they are free, else on others, which the
 * commands of documents are then made to use.
 */
final class Served implements AutoCloseable {
  private static final int PORT = 8080;
  private static final int SAMPLE_PORT = 8081;
  private static final String URL = "http://127.0.0.1:";

  private final Process process;
  private final String output;
  private final int port;
  private final int samplePort;
  private final Map<String, String> environment;

  private Served(
      Process process, String output, int port, int samplePort, Map<String, String> environment) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.samplePort = samplePort;
    this.environment = environment;
  }

  static Served start() throws IOException {
    boolean usual = isFree(PORT) && isFree(SAMPLE_PORT);
    int port = usual ? PORT : anyFree();
    int samplePort = usual ? SAMPLE_PORT : anyFree();
    var command = new ArrayList<>(List.of("./run"));
    if (!usual) {
      command.addAll(List.of("--port", "" + port, "--sample-port", "" + samplePort));
    }
    return start(command, port, samplePort, Map.of());
  }

  /** With a Keycloak to sign in at, all three on ports that are free. */
  static Served startWithKeycloak() throws IOException {
    int port = anyFree();
    int samplePort = anyFree();
    int keycloakPort = anyFree();
    List<String> command = new ArrayList<>(List.of("./run", "--keycloak", "--port", "" + port));
    command.addAll(List.of("--sample-port", "" + samplePort));
    command.addAll(List.of("--keycloak-port", "" + keycloakPort));
    return start(command, port, samplePort, Map.of("KEYCLOAK_URL", URL + keycloakPort));
  }

  private static Served start(
      List<String> command, int port, int samplePort, Map<String, String> environment)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(Page.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = untilReady(process.inputReader());
    return new Served(process, output, port, samplePort, environment);
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
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", atPorts(command))
            .directory(Page.ROOT.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process shell = builder.start();
    shell.getOutputStream().close();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return printed;
  }

  /** Runs a document's command, which must print what the document shows. */
  void check(Command command) throws IOException, InterruptedException {
    String printed = shell(command.text());
    assertThat(command.expected().matcher(printed).matches())
        .as("the document shows:%n%s%nbut it prints:%n%s", command.shown(), printed)
        .isTrue();
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
