package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitOptions.Signers;
import dev.writ.testbed.GitUpstream;
import dev.writ.testbed.OpenPgpKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits that Git signed with keys of ssh-keygen and of GnuPG. */
class SignedCommitTest {
  @TempDir private Path folder;
  private GitUpstream upstream;
  private Path allowed;

  @BeforeEach
  void makeUpstream() throws IOException {
    upstream = GitUpstream.in(folder);
    String listed = key("listed");
    key("stranger");
    allowed =
        Files.writeString(
            folder.resolve("allowed"), "ann@shop.example namespaces=\"git\" " + listed);
  }

  private String key(String name) throws IOException {
    String file = folder.resolve(name).toString();
    upstream.run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file);
    return Files.readString(folder.resolve(name + ".pub"));
  }

  private void signBy(String name) throws IOException {
    upstream.git("config", "gpg.format", "ssh");
    upstream.git("config", "user.signingKey", folder.resolve(name).toString());
    upstream.push("signed", "-S");
  }

  private Optional<String> refusal() throws GitUnavailable {
    return refusal(new Signers(Optional.of(allowed), Optional.empty()));
  }

  private Optional<String> refusal(Signers signers) throws GitUnavailable {
    var options =
        new GitOptions(Credentials.NONE, signers, Duration.ofSeconds(10), 256L << 20, false);
    try (GitSource source =
        GitSource.open(Addresses.of(upstream, ""), options, folder.resolve("cache"))) {
      return source.refusal(source.fetch());
    }
  }

  @Test
  void aCommitByAListedKeyIsAccepted() throws Exception {
    signBy("listed");
    assertThat(refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa2048"})
  void aCommitByAListedOpenPgpKeyIsAcceptedAndNoOther(String algorithm) throws Exception {
    try (OpenPgpKeys keys = OpenPgpKeys.in(folder, upstream)) {
      keys.make("listed@shop.example", algorithm);
      keys.make("stranger@shop.example", algorithm);
      Path ring = folder.resolve("ring.asc");
      var openPgp = new Signers(Optional.empty(), Optional.of(ring));
      Files.writeString(ring, keys.publicKey("listed@shop.example"));
      keys.push("signed", "listed@shop.example");
      assertThat(refusal(openPgp)).isEmpty();
      assertThat(refusal()).isPresent();
      keys.push("signed by another", "stranger@shop.example");
      assertThat(refusal(openPgp)).isPresent();
      signBy("listed");
      assertThat(refusal(openPgp)).isPresent();
      assertThat(refusal(new Signers(Optional.of(allowed), Optional.of(ring)))).isEmpty();
    }
  }

  @Test
  void aCommitByARevokedOpenPgpKeyIsRefused() throws Exception {
    try (OpenPgpKeys keys = OpenPgpKeys.in(folder, upstream)) {
      keys.make("listed@shop.example", "ed25519");
      keys.push("signed", "listed@shop.example");
      Path ring = folder.resolve("ring.asc");
      var openPgp = new Signers(Optional.empty(), Optional.of(ring));
      Files.writeString(ring, keys.publicKey("listed@shop.example"));
      assertThat(refusal(openPgp)).isEmpty();
      keys.revoke("listed@shop.example");
      Files.writeString(ring, keys.publicKey("listed@shop.example"));
      assertThat(refusal(openPgp)).isPresent();
    }
  }

  @Test
  void anUnsignedCommitIsRefused() throws Exception {
    assertThat(refusal()).contains("it is not signed");
  }

  @Test
  void aCommitByAnotherKeyIsRefused() throws Exception {
    signBy("stranger");
    assertThat(refusal()).isPresent();
  }

  /** The signature of one commit, put onto another. */
  @Test
  void aBorrowedSignatureIsRefused() throws Exception {
    signBy("listed");
    String raw = upstream.git("cat-file", "commit", "HEAD");
    Path forged = Files.writeString(folder.resolve("forged"), raw.replace("\nsigned", "\nforged"));
    String id = upstream.git("hash-object", "-w", "-t", "commit", forged.toString()).strip();
    upstream.git("push", "-q", "--force", "origin", id + ":refs/heads/main");
    assertThat(refusal()).isPresent();
  }
}
