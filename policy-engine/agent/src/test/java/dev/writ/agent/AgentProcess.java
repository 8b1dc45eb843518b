package dev.writ.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent as a process of its own: on this JVM, or the native executable. */
final class AgentProcess implements AutoCloseable {
  static final List<String> JVM =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          System.getProperty("java.class.path"),
          "dev.writ.agent.Main");
  static final List<String> NATIVE =
      List.of(Path.of("target/writ-agent").toAbsolutePath().toString());

  private final Process process;

  private AgentProcess(Process process) {
    this.process = process;
  }

  /** Starts an agent; does not wait for it. */
  static AgentProcess start(List<String> program, Site site) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--config", site.file().toString()));
    return new AgentProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(site.folder.resolve("agent.out").toFile())
            .start());
  }

  /** Connects as soon as the agent listens. */
  Peer peer(Site site) throws IOException {
    while (process.isAlive()) {
      try {
        return Peer.on(site.socket);
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    throw new IOException(Files.readString(site.folder.resolve("agent.out")));
  }

  /** Bytes in memory, as the kernel counts them. */
  long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** As {@code kill} does; its exit status. */
  int terminate() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
