package dev.writ.testbed;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A server as a process of its own, with all that it starts. It ends with {@link #close} and,
 * should nobody call that, with this JVM, however the JVM ends: a watch beside it waits for the end
 * of its input.
 */
final class ServerProcess implements AutoCloseable {

  private static final String WATCHED =
      "exec 3<&0; { cat <&3; kill $$; } >/dev/null 2>&1 & " + "exec 3<&-; exec \"$@\" </dev/null";

  private final Process process;
  private final Path log;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A new folder for what a server keeps, below the module's build folder. */
  static Path folder(String name) throws IOException {
    Path testbed = Path.of("target", "testbed").toAbsolutePath();
    return Files.createTempDirectory(Files.createDirectories(testbed), name);
  }

  /** A port of 127.0.0.1 that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts a server and returns once it has printed that it is ready.
   *
   * @param log gets all that it prints
   * @param readyLine is found in the line that says so
   * @throws IOException if it ended, or was not ready in time
   */
  static ServerProcess start(
      List<String> command, Map<String, String> environment, Path log, Pattern readyLine)
      throws IOException, InterruptedException {
    List<String> watched = new ArrayList<>(List.of("/bin/bash", "-c", WATCHED, "server"));
    watched.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(watched).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Files.createDirectories(log.toAbsolutePath().getParent());
    ServerProcess server = new ServerProcess(builder.start(), log);
    Thread reader = new Thread(() -> server.read(readyLine), "output of " + log.getFileName());
    reader.setDaemon(true);
    reader.start();
    server.awaitReady(Duration.ofMinutes(2));
    return server;
  }

  private void awaitReady(Duration patience) throws IOException, InterruptedException {
    try {
      ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new IOException("the server did not start; see `" + log.toAbsolutePath() + "`", e);
    }
  }

  /** Reads on after it is ready, so that it never waits for a reader. */
  private void read(Pattern readyLine) {
    try (BufferedReader lines = process.inputReader();
        BufferedWriter writer = Files.newBufferedWriter(log)) {
      String line = lines.readLine();
      while (line != null) {
        writer.write(line);
        writer.newLine();
        writer.flush();
        if (readyLine.matcher(line).find()) {
          ready.complete(null);
        }
        line = lines.readLine();
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it and all that it started, and returns when they are gone. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }
}
