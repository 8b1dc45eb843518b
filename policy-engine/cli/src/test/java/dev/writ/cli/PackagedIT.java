package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged application in a process of its own. */
class PackagedIT {
  private static final String SOUND = Fixtures.repository("sound");
  private static final String READY = "ready on ";

  @TempDir private Path folder;

  @Test
  void itKnowsItsVersion() throws Exception {
    assertThat(run("--version").out()).startsWith("writ " + Version.number());
  }

  @Test
  void itChecks() throws Exception {
    assertThat(run("check", SOUND)).isEqualTo(new Run(0, "no problems in 6 files\n", ""));
    assertThat(run("check", Fixtures.repository("broken")).exitCode()).isEqualTo(3);
  }

  @Test
  void itDecides() throws Exception {
    Run run = run("decide", SOUND, "--request", Fixtures.request("alice-reads"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("{\"decision\":true,");
  }

  @Test
  void itServesUntilItIsStopped() throws Exception {
    Process process = start("serve", SOUND, "--port", freePort());
    try {
      String url = untilReady(process.inputReader());
      assertThat(ask(url)).startsWith("{\"decision\":true,");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor()).isEqualTo(143);
  }

  @Test
  void aTakenPortIsSaidInOneLineWithoutATrace() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = run("serve", SOUND, "--port", "" + taken.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(complaint(run))
          .isEqualTo(
              "writ: cannot listen on `127.0.0.1`, port %d: the port is taken; choose another with `--port`"
                  .formatted(taken.getLocalPort()));
      assertThat(run.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void itDoesNotListenToTheWorldWithoutBeingTold() throws Exception {
    Run run = run("serve", SOUND, "--host", "0.0.0.0", "--port", freePort());

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(complaint(run)).contains("`0.0.0.0`", "--insecure");
  }

  @Test
  void aWrongConfigurationIsInvalidInput() throws Exception {
    Path file = Files.writeString(folder.resolve("x.properties"), "writ.reload.poll=soon\n");

    Run run = run("serve", SOUND, "--port", freePort(), "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("writ.reload.poll").doesNotContain("\tat ");
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefusedInOneLineWithoutATrace() throws Exception {
    String[] serve = {"serve", SOUND, "--port", "0", "--data", folder.resolve("data").toString()};
    Process first = start(serve);
    try {
      untilReady(first.inputReader());
      Run second = run(serve);

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(complaint(second)).contains("another ", "/data/").hasLineCount(1);
      assertThat(second.out() + second.err()).doesNotContain("\tat ");
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  void withoutTheVaultThatHoldsItsSecretsItDoesNotStart() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("vault.properties"),
            """
            writ.vault.url=http://127.0.0.1:1
            writ.vault.token-file=%s
            writ.local=true
            writ.signatures.keys.k.peer=orders
            writ.signatures.keys.k.algorithm=hmac-sha256
            writ.signatures.keys.k.file=vault:secret/peers#orders
            """
                .formatted(Files.writeString(folder.resolve("token"), "hidden")));

    Run run = run("serve", SOUND, "--port", freePort(), "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(complaint(run))
        .isEqualTo(
            "writ: cannot read `vault:secret/peers#orders` (writ.signatures.keys.\"k\".file):"
                + " Vault at http://127.0.0.1:1 does not answer");
    assertThat(run.out() + run.err()).doesNotContain("\tat ", "hidden");
  }

  /** The lines of Writ itself, without those of the log. */
  private static String complaint(Run run) {
    return String.join("\n", run.err().lines().filter(l -> l.startsWith("writ: ")).toList());
  }

  private static String ask(String url) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/access/v1/evaluation"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of(Fixtures.request("alice-reads"))))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static String untilReady(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = reader.readLine();
    }
    assertThat(line).as("a line that it is ready").isNotNull();
    return line.substring(READY.length());
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(folder.resolve("err")));
  }

  private Process start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }
}
