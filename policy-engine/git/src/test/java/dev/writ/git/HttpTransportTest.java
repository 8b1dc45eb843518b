package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitOptions.Signers;
import dev.writ.testbed.CertificateAuthority;
import dev.writ.testbed.GitHttpServer;
import dev.writ.testbed.GitUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git's own server program, over HTTPS and with a token. */
class HttpTransportTest {
  private static final String TOKEN = "a token of this test";

  @TempDir private Path folder;
  private final CertificateAuthority authority = new CertificateAuthority("authority of this test");
  private GitUpstream upstream;
  private GitHttpServer server;

  @BeforeEach
  void start() throws IOException {
    upstream = GitUpstream.in(folder);
    server = GitHttpServer.start(folder, authority.presenting(authority.server()), TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private GitSource open(String token, CertificateAuthority trusted, boolean fastForwardOnly)
      throws IOException {
    var credentials =
        new Credentials(
            Optional.of(file("token", token + "\n")),
            "git",
            Optional.empty(),
            Optional.empty(),
            Optional.of(file("authorities.pem", trusted.pem())));
    return open(server.url(upstream.bare()), credentials, 256L << 20, fastForwardOnly);
  }

  private GitSource open(
      String url, Credentials credentials, long mostBytes, boolean fastForwardOnly) {
    var options =
        new GitOptions(
            credentials, Signers.ANYBODY, Duration.ofSeconds(60), mostBytes, fastForwardOnly);
    return GitSource.open(GitAddress.parse("git+" + url), options, folder.resolve("cache"));
  }

  @Test
  void aPushedCommitIsFetchedWithoutItsHistory() throws Exception {
    upstream.history(1_000);
    try (GitSource source = open(TOKEN, authority, false)) {
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
  void aForcePushIsFetchedAndKnown() throws Exception {
    try (GitSource source = open(TOKEN, authority, true)) {
      upstream.push("second");
      source.accept(source.fetch());
      upstream.push("third");
      Commit third = source.fetch();
      assertThat(source.refusal(third)).isEmpty();
      source.accept(third);
      upstream.git("reset", "-q", "--hard", "HEAD~2");
      upstream.push("another history");
      assertThat(source.refusal(source.fetch()).orElseThrow()).contains("only fast-forwards");
    }
  }

  @Test
  void aTokenIsReadAnewAndAWrongOneRefused() throws Exception {
    try (GitSource source = open("a wrong token", authority, false)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("not authorized")
          .message()
          .doesNotContain("wrong token");
      file("token", TOKEN);
      assertThat(source.fetch().id()).isEqualTo(upstream.head());
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsRefused() throws Exception {
    try (GitSource source = open(TOKEN, new CertificateAuthority("another"), false)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("certification path");
    }
  }

  @Test
  void aServerOfNoPublicAuthorityIsRefused() throws Exception {
    try (GitSource source =
        open(server.url(upstream.bare()), Credentials.NONE, 256L << 20, false)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("certification path");
    }
  }

  @Test
  void whatIsNotGitsProtocolIsNotRead() throws Exception {
    byte[] refs = (upstream.head() + "\trefs/heads/main\n").getBytes(StandardCharsets.US_ASCII);
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer plain = HttpServer.create(loopback, 0);
    plain.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, refs.length);
          exchange.getResponseBody().write(refs);
          exchange.close();
        });
    plain.start();
    String url = "http://127.0.0.1:" + plain.getAddress().getPort() + "/policies.git";
    try (GitSource source = open(url, Credentials.NONE, 256L << 20, false)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("does not answer with Git's HTTP protocol");
    } finally {
      plain.stop(0);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer elsewhere = HttpServer.create(loopback, 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          String target = server.url(upstream.bare()) + "/info/refs?service=git-upload-pack";
          exchange.getResponseHeaders().add("Location", target);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    elsewhere.start();
    String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/policies.git";
    try (GitSource source = open(url, Credentials.NONE, 256L << 20, false)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("edirect");
    } finally {
      elsewhere.stop(0);
    }
  }
}
