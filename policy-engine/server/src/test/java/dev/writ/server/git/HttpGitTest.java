package dev.writ.server.git;

import static dev.writ.server.git.HttpGitProfile.GIT;
import static dev.writ.server.git.HttpGitProfile.STATUSES;
import static dev.writ.server.git.ServedGit.allowed;
import static dev.writ.server.git.ServedGit.metrics;
import static dev.writ.server.git.ServedGit.push;
import static dev.writ.server.git.ServedGit.ready;
import static dev.writ.server.git.ServedGit.revision;
import static dev.writ.server.git.ServedGit.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.LogLines;
import dev.writ.server.git.StatusRecorder.Told;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running server whose policies come from Git over HTTPS. */
@QuarkusTest
@TestProfile(HttpGitProfile.class)
class HttpGitTest {
  private static final AtomicInteger VERSIONS = new AtomicInteger();

  private static int next() {
    return VERSIONS.incrementAndGet();
  }

  /** Pushes a version and waits until it decides; its commit. */
  private static String live(int version) throws Exception {
    String commit = GIT.push(version);
    push().statusCode(202);
    until(() -> allowed(version));
    return commit;
  }

  private static RequestSpecification call(String host, String body) {
    RequestSpecification call = given().contentType("application/json").body(body);
    return switch (host) {
      case "GitHub" -> call.header("X-Hub-Signature-256", "sha256=" + ServedGit.signature(body));
      case "Gitea" -> call.header("X-Gitea-Signature", ServedGit.signature(body));
      default -> call.header("X-Gitlab-Token", ServedGit.SECRET);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"GitHub", "GitLab", "Gitea"})
  void aPushDecidesOnceTheHostCalls(String host) throws Exception {
    int version = next();
    String commit = GIT.push(version);
    long pushed = System.nanoTime();
    call(host, "{\"ref\": \"refs/heads/main\"}").post("/v1/hooks/git").then().statusCode(202);
    until(() -> allowed(version));
    long milliseconds = (System.nanoTime() - pushed) / 1_000_000;
    System.out.printf("%s: %d ms from push to decision%n", host, milliseconds);
    assertThat(revision()).isEqualTo(commit);
    assertThat(allowed(version - 1)).isFalse();
  }

  @Test
  void theHistoryIsNotFetched() throws Exception {
    live(next());
    String packs = GIT.upstream().run(GIT.folder(), "find", "data/git", "-name", "shallow");
    assertThat(packs).isNotBlank();
    assertThat(Files.readAllLines(GIT.folder().resolve(packs.strip()))).isNotEmpty();
    String commits = GIT.upstream().git("rev-list", "--count", "HEAD").strip();
    assertThat(Integer.parseInt(commits)).isGreaterThan(HttpGitProfile.HISTORY);
  }

  @Test
  void aBrokenCommitIsReportedAndTheLastGoodOneDecides() throws Exception {
    int version = next();
    String good = live(version);
    try (LogLines log = LogLines.of("dev.writ.server.policy.Policies")) {
      GIT.upstream().write("reading.yaml", "policy: reading\nrules:\n  - allow: x\n    wehn: 1\n");
      String broken = GIT.upstream().push("broken");
      push().statusCode(202);
      Told told = STATUSES.next(broken);
      assertThat(told.body()).contains("\"state\":\"failure\"").contains("reading.yaml:4:5");
      assertThat(ServedGit.<Boolean>ready("policies", "stale")).isTrue();
      assertThat(ServedGit.<String>ready("policies", "problem")).startsWith("reading.yaml:4:5: ");
      assertThat(metrics()).containsPattern("(?m)^writ_policy_errors(\\{[^}]*})? [1-9]");
      assertThat(log.lines())
          .anyMatch(line -> line.contains("policies not loaded, revision " + good + " stays"));
      assertThat(revision()).isEqualTo(good);
      assertThat(allowed(version)).isTrue();
    }
    int repaired = next();
    Told told = STATUSES.next(live(repaired));
    assertThat(told.body()).contains("\"state\":\"success\"");
    assertThat(ServedGit.<Boolean>ready("policies", "stale")).isFalse();
  }

  @Test
  void aCommitWhoseTestsFailDoesNotDecide() throws Exception {
    int version = next();
    String good = live(version);
    GIT.version(version + 1_000_000);
    GIT.upstream()
        .write(
            "reading_test.yaml",
            """
            tests: reading
            cases:
              - case: nobody reads
                subjects: [{ type: user, id: user-%d }]
                actions: [read]
                resources: [{ type: record, id: r }]
                expect: deny
            """
                .formatted(version + 1_000_000));
    String failing = GIT.upstream().push("failing");
    push().statusCode(202);
    assertThat(STATUSES.next(failing).body())
        .contains("\"state\":\"failure\"")
        .contains("the test `nobody reads` fails");
    assertThat(revision()).isEqualTo(good);
    assertThat(allowed(version + 1_000_000)).isFalse();
    Files.delete(GIT.upstream().work().resolve("reading_test.yaml"));
    live(next());
  }

  @Test
  void withoutTheRemoteTheLastGoodCommitDecidesAndItsAgeIsSaid() throws Exception {
    int version = next();
    String good = live(version);
    Path bare = GIT.upstream().bare();
    Path away = bare.resolveSibling("away.git");
    try (LogLines log = LogLines.of("dev.writ.server.git.GitWatch")) {
      Files.move(bare, away);
      push().statusCode(202);
      until(() -> ready("git", "problem") != null);
      assertThat(ServedGit.<String>ready("git", "problem")).startsWith("cannot fetch `https://");
      assertThat(ServedGit.<String>ready("git", "contact")).isNotNull();
      assertThat(metrics()).containsPattern("(?m)^writ_git_contact_age_seconds(\\{[^}]*})? \\d");
      assertThat(log.lines()).anyMatch(line -> line.contains("the remote last answered: 20"));
      assertThat(revision()).isEqualTo(good);
      assertThat(allowed(version)).isTrue();
    } finally {
      Files.move(away, bare);
    }
    live(next());
    assertThat(ServedGit.<String>ready("git", "problem")).isNull();
  }

  /** Where only fast-forwards are allowed, it is refused: see the policies over SSH. */
  @Test
  void aForcePushDecidesWhereItMay() throws Exception {
    live(next());
    GIT.upstream().git("reset", "-q", "--hard", "HEAD~1");
    int version = next();
    assertThat(live(version)).isEqualTo(revision());
  }

  @Test
  void aCallThatIsRepeatedChangesNothing() throws Exception {
    int version = next();
    String commit = live(version);
    String body = "{\"ref\": \"refs/heads/main\", \"before\": \"an older commit\"}";
    for (int i = 0; i < 20; i++) {
      call("GitHub", body).post("/v1/hooks/git").then().statusCode(202);
    }
    assertThat(revision()).isEqualTo(commit);
    live(next());
  }
}
