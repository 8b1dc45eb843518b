package dev.writ.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, whose CPU time and memory the kernel tells. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Duration readyCpu;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    this.readyCpu = cpu();
  }

  /** Starts the application on a free port and waits until it is ready. */
  static ServerProcess start(Path application, Path policies) throws IOException {
    return start(application, policies, List.of());
  }

  /**
   * The same with more of a configuration.
   *
   * @param options for the JVM, such as {@code -Dwrit.data=DIR}
   */
  static ServerProcess start(Path application, Path policies, List<String> options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("writ.bench.heap", "256m"),
                "-XX:+UseSerialGC",
                "-Dwrit.policies=" + policies,
                "-Dquarkus.http.port=0",
                "-jar",
                application.toString()));
    command.addAll(command.indexOf("-jar"), options);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ready on ")) {
        return new ServerProcess(
            process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  int port() {
    return port;
  }

  /** CPU time from the start until it was ready. */
  Duration readyCpu() {
    return readyCpu;
  }

  /** CPU time so far, user and system, of all threads. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Resident memory in MiB. */
  long residentMiB() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
