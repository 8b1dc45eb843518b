package dev.writ.server.git;

import static dev.writ.server.git.ServedGit.allowed;
import static dev.writ.server.git.ServedGit.ready;
import static dev.writ.server.git.ServedGit.revision;
import static dev.writ.server.git.ServedGit.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.testbed.GitUpstream;
import dev.writ.testbed.OpenPgpKeys;
import dev.writ.testbed.SshServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A running server whose policies come from Git over SSH, that polls, and takes only fast-forwards
 * to commits that are signed by a key of SSH or of OpenPGP.
 */
@QuarkusTest
@TestProfile(SshGitTest.Signed.class)
class SshGitTest {
  private static final Fixture FIXTURE = Fixture.make();
  private static final GitUpstream UPSTREAM = FIXTURE.git().upstream();

  private static int version;

  /** What is served, how, and the keys. */
  private record Fixture(ServedGit git, SshServer server, OpenPgpKeys keys, Path folder) {
    static Fixture make() {
      try {
        ServedGit git = ServedGit.create();
        Path folder = git.folder();
        OpenPgpKeys keys = OpenPgpKeys.in(folder, git.upstream());
        keys.make("listed@shop.example", "ed25519");
        keys.make("stranger@shop.example", "ed25519");
        SshServer.key(folder, "listed");
        SshServer.key(folder, "stranger");
        git.file("ring.asc", keys.publicKey("listed@shop.example"));
        git.file("allowed", "ann@shop.example " + Files.readString(folder.resolve("listed.pub")));
        return new Fixture(git, SshServer.start(folder.resolve("sshd")), keys, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Commits and pushes what is written, signed by a key of SSH; the commit. */
    String push(String key) throws IOException {
      git.upstream().git("config", "gpg.format", "ssh");
      git.upstream().git("config", "user.signingKey", folder.resolve(key).toString());
      return git.upstream().push("version " + version, "-S");
    }
  }

  public static class Signed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      // registered by an earlier test's server, whose classes are not those of this one's
      Security.removeProvider("BC");
      Path folder = FIXTURE.folder();
      try {
        FIXTURE.push("listed");
        return Map.of(
            "writ.policies", "git+" + FIXTURE.server().url(UPSTREAM.bare()),
            "writ.data", folder.resolve("data").toString(),
            "writ.git.poll", "200ms",
            "writ.git.timeout", "60s",
            "writ.git.key-file", FIXTURE.server().userKey().toString(),
            "writ.git.known-hosts", FIXTURE.server().knownHosts().toString(),
            "writ.git.allowed-signers", folder.resolve("allowed").toString(),
            "writ.git.signing-keys", folder.resolve("ring.asc").toString(),
            "writ.git.fast-forward-only", "true");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    FIXTURE.keys().close();
    FIXTURE.server().close();
  }

  /** Each test begins with a commit that decides, on top of which the next one is made. */
  @BeforeEach
  void beginWithALiveVersion() throws Exception {
    String good = Objects.requireNonNullElse(revision(), "");
    if (good.length() == 40 && !good.equals(UPSTREAM.head())) {
      UPSTREAM.git("reset", "-q", "--hard", good);
    }
    FIXTURE.git().version(++version);
    live(FIXTURE.push("listed"));
  }

  private static void live(String commit) throws Exception {
    until(() -> commit.equals(revision()));
    assertThat(allowed(version)).isTrue();
    assertThat(ServedGit.<Boolean>ready("policies", "stale")).isFalse();
  }

  /** A commit is refused, with a reason that operators see, and what decided before decides. */
  private static void refused(String good, String commit, String why) throws Exception {
    until(() -> problem().contains(commit));
    assertThat(problem()).contains(why);
    assertThat(revision()).isEqualTo(good);
    assertThat(allowed(version)).isFalse();
  }

  private static String problem() {
    return Objects.requireNonNullElse(ready("policies", "problem"), "");
  }

  @Test
  void aCommitByAListedOpenPgpKeyDecides() throws Exception {
    FIXTURE.git().version(++version);
    live(FIXTURE.keys().push("signed", "listed@shop.example"));
  }

  @Test
  void anUnsignedCommitDoesNotDecide() throws Exception {
    String good = revision();
    refused(good, FIXTURE.git().push(++version), "it is not signed");
  }

  @Test
  void aCommitByAnotherSshKeyDoesNotDecide() throws Exception {
    String good = revision();
    FIXTURE.git().version(++version);
    refused(good, FIXTURE.push("stranger"), "its signature is not by a key that may sign");
  }

  @Test
  void aCommitByAnotherOpenPgpKeyDoesNotDecide() throws Exception {
    String good = revision();
    FIXTURE.git().version(++version);
    String commit = FIXTURE.keys().push("signed", "stranger@shop.example");
    refused(good, commit, "its signature is not by a key that may sign");
  }

  @Test
  void aForcePushDoesNotDecide() throws Exception {
    String good = revision();
    UPSTREAM.git("reset", "-q", "--hard", "HEAD~1");
    FIXTURE.git().version(++version);
    refused(good, FIXTURE.push("listed"), "only fast-forwards are allowed");
  }
}
