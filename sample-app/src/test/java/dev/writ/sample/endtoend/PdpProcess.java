package dev.writ.sample.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The decision point itself, as a process of its own that serves the example policies. */
public final class PdpProcess {

  private static final Pattern READY = Pattern.compile("ready on (http\\S+)");
  private static final Path APPLICATION =
      Path.of(
          System.getProperty(
              "writ.server.app", "../policy-engine/cli/target/quarkus-app/quarkus-run.jar"));

  private final Process process;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();

  private PdpProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output of the decision point");
    reader.setDaemon(true);
    reader.start();
  }

  static boolean isBuilt() {
    return Files.isRegularFile(APPLICATION);
  }

  /** Starts it on a free port and returns once it answers. */
  static PdpProcess start(Path data) throws Exception {
    return start(data, Map.of());
  }

  /** The same with settings of its own. */
  public static PdpProcess start(Path data, Map<String, String> settings) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", APPLICATION.toString(), "serve", "../policies", "--port", "0"));
    command.addAll(List.of("--data", data.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    PdpProcess pdp = new PdpProcess(process);
    pdp.ready.get(60, TimeUnit.SECONDS);
    return pdp;
  }

  public URI url() {
    return Objects.requireNonNull(ready.getNow(null));
  }

  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Reads on after it is ready, so that it never waits for a reader. */
  private void read() {
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(URI.create(matcher.group(1)));
        }
        output.append(line).append('\n');
        line = lines.readLine();
      }
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
    ready.completeExceptionally(new IllegalStateException("it is not ready:\n" + output));
  }
}
