package dev.writ.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that docs/identity.md begins with, and certificates of deploy/certs. */
class PeersOverMtlsIT {
  private static final String READY = "ready on https://127.0.0.1:";
  private static final String CERTIFICATE = "--cert orders.crt --key orders.key";

  @TempDir private Path folder;

  @Test
  void aServerWithThisConfigurationAnswersTheServiceThatItNames() throws Exception {
    shell("deploy/certs/make %s ns/writ/sa/writ ns/shop/sa/orders --dns localhost");
    Process server = serve();
    try {
      String port = port(server.inputReader());
      String command = command(port);
      assertThat(shell(command)).contains("\"decision\":true");
      assertThat(shell(command.replace("\"orders\"", "\"payments\"")))
          .as("what it was not granted")
          .contains("may not ask about");
      assertThat(shell(command.replace(CERTIFICATE, "")))
          .as("without a certificate")
          .isNotBlank()
          .doesNotContain("decision\":");
    } finally {
      server.destroy();
      server.onExit().join();
    }
  }

  private Process serve() throws IOException {
    Path file = Files.writeString(folder.resolve("writ.properties"), configuration());
    return new ProcessBuilder("./writ", "serve", "policies", "--port", "0", "--config", "" + file)
        .directory(Page.ROOT.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The document's own, but for where its files lie, and for who can reach it. */
  private String configuration() {
    return block("properties")
        .replace("0.0.0.0", "127.0.0.1")
        .replace("/etc/writ/shop.example.pem", folder + "/bundle.pem")
        .replace("/etc/writ/tls.crt", folder + "/ns-writ-sa-writ.pem")
        .replace("/etc/writ/tls.key", folder + "/ns-writ-sa-writ.key");
  }

  /** The document's own, but for where its files lie, and for where the server is. */
  private String command(String port) {
    String command = block("sh");
    assertThat(command).contains(CERTIFICATE);
    return "cd %s && cp ns-shop-sa-orders.pem orders.crt && cp ns-shop-sa-orders.key orders.key && "
        + command
            .replace("shop.example.pem", "bundle.pem")
            .replace("https://writ.example:8080", "https://localhost:" + port);
  }

  private static String block(String language) {
    Page page =
        Page.all().stream()
            .filter(each -> each.path().equals("docs/identity.md"))
            .findFirst()
            .orElseThrow();
    return String.join("\n", page.blocks(language).getFirst().lines());
  }

  private static String port(BufferedReader output) throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    assertThat(line).as("a line that it is ready").isNotNull();
    return line.substring(READY.length());
  }

  /** What a command prints; {@code %s} is the folder. */
  private String shell(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-c", command.formatted(folder))
            .directory(Page.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return printed;
  }
}
