package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitOptions.Signers;
import dev.writ.testbed.GitUpstream;
import dev.writ.testbed.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH's server. */
class SshTransportTest {
  @TempDir private static Path shared;
  private static SshServer server;

  @TempDir private Path folder;
  private GitUpstream upstream;

  @BeforeAll
  static void start() throws Exception {
    server = SshServer.start(shared.resolve("sshd"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeUpstream() throws Exception {
    upstream = GitUpstream.in(folder);
  }

  private GitSource open(Path key, Path knownHosts) {
    var credentials =
        new Credentials(
            Optional.empty(), "git", Optional.of(key), Optional.of(knownHosts), Optional.empty());
    var options =
        new GitOptions(credentials, Signers.ANYBODY, Duration.ofSeconds(60), 256L << 20, false);
    return GitSource.open(
        GitAddress.parse("git+" + server.url(upstream.bare())), options, folder.resolve("cache"));
  }

  @Test
  void aPushedCommitIsFetchedWithoutItsHistory() throws Exception {
    upstream.history(1_000);
    try (GitSource source = open(server.userKey(), server.knownHosts())) {
      Commit first = source.fetch();
      assertThat(first.id()).isEqualTo(upstream.head());
      assertThat(source.refusal(first)).isEmpty();
      assertThat(source.snapshot(first).files()).hasSize(1);
      source.accept(first);
      String second = upstream.push("second");
      assertThat(source.fetch().id()).isEqualTo(second);
    }
  }

  @Test
  void aHostWithAnotherKeyIsRefused() throws Exception {
    Path other = SshServer.key(folder, "other-host");
    Path known = server.known("other_hosts", other.resolveSibling("other-host.pub"));
    try (GitSource source = open(server.userKey(), known)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("Server key did not validate");
    }
  }

  @Test
  void anUnknownHostIsRefused() throws Exception {
    Path nobody = Files.createFile(folder.resolve("known_nobody"));
    try (GitSource source = open(server.userKey(), nobody)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("Server key did not validate");
    }
  }

  @Test
  void anotherUsersKeyIsRefused() throws Exception {
    try (GitSource source = open(SshServer.key(folder, "stranger"), server.knownHosts())) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("No more authentication methods available");
    }
  }
}
