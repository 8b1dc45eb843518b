package dev.writ.server.git;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import dev.writ.testbed.GitUpstream;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Policies in Git that a running server serves. In version {@code n} of them user {@code n} may
 * read, and nobody else.
 */
final class ServedGit {
  static final String SECRET = "the secret of this test";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final GitUpstream upstream;

  private ServedGit(Path folder, GitUpstream upstream) {
    this.folder = folder;
    this.upstream = upstream;
  }

  /** A new folder, at version 0. */
  static ServedGit create() {
    try {
      Path folder = Files.createTempDirectory("served-git");
      var git = new ServedGit(folder, GitUpstream.in(folder));
      git.version(0);
      git.upstream.push("version 0");
      return git;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  GitUpstream upstream() {
    return upstream;
  }

  /** Writes a file beside the repository; its path. */
  String file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a version, not yet committed. */
  void version(int version) throws IOException {
    upstream.write(
        "reading.yaml",
        """
        policy: reading
        resource: record
        rules:
          - allow: version-%1$d
            actions: [read]
            when: subject.id == "user-%1$d"
        """
            .formatted(version));
  }

  /** Commits and pushes a version; its commit. */
  String push(int version) throws IOException {
    version(version);
    return upstream.push("version " + version);
  }

  /** Whether a user may read. */
  static boolean allowed(int user) {
    return ask(user).extract().path("decision");
  }

  /** The revision that decides now. */
  static String revision() {
    return ask(0).extract().path("context.revision");
  }

  private static ValidatableResponse ask(int user) {
    return Http.post(Http.EVALUATION, Http.request("user-" + user, "read", "r")).statusCode(200);
  }

  /** What one of the checks of readiness says. */
  static <T> T ready(String check, String name) {
    JsonPath ready = given().get("/q/health/ready").jsonPath();
    return ready.get("checks.find { it.name == '%s' }.data?.%s".formatted(check, name));
  }

  static String metrics() {
    return given().get("/q/metrics").asString();
  }

  /** The Git host's call in GitHub's form. */
  static ValidatableResponse push() {
    String body = "{\"ref\": \"refs/heads/main\"}";
    return given()
        .contentType("application/json")
        .header("X-Hub-Signature-256", "sha256=" + signature(body))
        .body(body)
        .post("/v1/hooks/git")
        .then();
  }

  /** What signs a body, in hexadecimal. */
  static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks until it is so: the only sign that a peer gets is another answer. */
  static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
    }
  }
}
