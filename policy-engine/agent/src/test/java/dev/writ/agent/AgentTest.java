package dev.writ.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.agent.Peer.Reply;
import dev.writ.authzen.Question;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent on its socket. */
class AgentTest {
  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void offerTheExamples() throws IOException {
    site = new Site(folder);
    site.offer(site.bundles.of(Bundles.examples(), 1));
  }

  @Test
  void decidesByTheBundleOverHttp() throws IOException {
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      String own = Peer.body("alice", "customer", "read", "orders", "order-1001");
      String other = Peer.body("bob", "customer", "read", "orders", "order-1001");
      assertThat(peer.evaluate(own).body())
          .contains("\"decision\":true", "orders/owner-access", "\"revision\"");
      assertThat(peer.evaluate(other).body()).contains("\"decision\":false");
      assertThat(peer.evaluate(own, "X-Request-ID: r-1").head())
          .containsIgnoringCase("x-request-id: r-1");
      assertThat(agent.port()).isEqualTo(-1);
    }
  }

  @Test
  void answersBatchesWithDefaultsAndSemantics() throws IOException {
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      Reply reply =
          peer.post(
              "/access/v1/evaluations",
              """
              {"subject": {"type": "user", "id": "alice", "properties": {"roles": ["customer"]}},
               "action": {"name": "read"},
               "evaluations": [
                 {"resource": {"type": "orders", "id": "order-1001"}},
                 {"resource": {"type": "orders"}},
                 {"resource": {"type": "orders", "id": "unknown"}}]}
              """);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body())
          .startsWith("{\"evaluations\":[{\"decision\":true")
          .contains("\"status\":400")
          .contains("`evaluations[1].resource.id` is missing");
      assertThat(agent.policies()).isNotNull();
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      int count = 3_000;
      Thread.ofVirtual()
          .start(
              () -> {
                for (int at = 0; at < count; at++) {
                  sendRequest(peer, at);
                }
              });
      for (int at = 0; at < count; at++) {
        assertThat(peer.reply().head()).containsIgnoringCase("x-request-id: " + at + "\r\n");
      }
      assertThat(agent).isNotNull();
    }
  }

  private static void sendRequest(Peer peer, int at) {
    try {
      String body = at % 3 == 0 ? "{" : Peer.READ;
      peer.send(Peer.request("/access/v1/evaluation", body, "X-Request-ID: " + at));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void answersTheBinaryForm() throws IOException {
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket).binary()) {
      byte[] brief = peer.ask(question("alice"), false);
      byte[] full = peer.ask(question("alice"), true);
      byte[] denied = peer.ask(question("bob"), false);
      assertThat(brief).hasSize(17).startsWith(1);
      assertThat(new String(full, 17, full.length - 17, StandardCharsets.UTF_8))
          .contains("\"decision\":true", "orders/owner-access");
      assertThat(denied).hasSize(17).startsWith(0);
      peer.sendMessage(new byte[] {1, 2});
      assertThat(peer.message()).startsWith(2);
      assertThat(agent).isNotNull();
    }
  }

  private static Question question(String subject) {
    return new Question(
        new Subject("user", subject, Map.of("roles", List.of("customer"))),
        new Action("read"),
        new Resource("orders", "order-1001"),
        Map.of());
  }

  @Test
  void refusesWhatIsNoRequest() throws IOException {
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate("{}").body()).startsWith("`subject` is missing");
      assertThat(peer.evaluate("nope").status()).isEqualTo(400);
      assertThat(peer.get("/access/v1/evaluation").status()).isEqualTo(405);
      assertThat(peer.get("/elsewhere").status()).isEqualTo(404);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void deniesWithoutABundleAndSaysWhy() throws IOException {
    Files.delete(site.bundle);
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate(Peer.READ).body())
          .contains("\"decision\":false", "no bundle was loaded yet");
      assertThat(peer.get("/q/health/ready").status()).isEqualTo(503);
      assertThat(peer.get("/q/health/live").status()).isEqualTo(200);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void takesUpANewBundleWithoutARestart() throws IOException {
    site.offer(site.bundles.of(Bundles.small(false), 2));
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate(Peer.READ).body()).contains("\"decision\":false");
      site.offer(site.bundles.of(Bundles.small(true), 3));
      Site.await("the new bundle decides", () -> allows(peer));
      assertThat(agent.policies().problem()).isNull();
    }
  }

  private static boolean allows(Peer peer) {
    try {
      return peer.evaluate(Peer.READ).body().contains("\"decision\":true");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void deniesOnceTheBundleRanOut() throws IOException {
    var clock = new MovedClock();
    site.clock = clock;
    site.offer(site.bundles.of(Bundles.small(true), 2, Instant.now().plusSeconds(3_600)));
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(allows(peer)).isTrue();
      clock.forward(3_700);
      assertThat(peer.evaluate(Peer.READ).body())
          .contains("\"decision\":false", "the policies ran out at");
      assertThat(peer.get("/q/health/ready").status()).isEqualTo(503);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void deniesWhatItLacks() throws IOException {
    site.offer(
        site.bundles.of(
            Bundles.small(true), 2, Instant.now().plusSeconds(60), Need.EXTERNAL_ENTITIES));
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate(Peer.READ).body())
          .contains("\"decision\":false", "entities that the agent does not have");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void deniesWhereNobodySaysWhichServiceAsksAndPoliciesDo() throws IOException {
    site.settings.remove("service");
    site.offer(
        site.bundles.of(
            Bundles.small(true), 2, Instant.now().plusSeconds(60), Need.SERVICE_IDENTITY));
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate(Peer.READ).body()).contains("\"decision\":false", "`service`");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void believesNoTokenThatItCannotVerify() throws IOException {
    site.offer(site.bundles.of(Bundles.small(true), 2));
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate(Peer.READ, "Subject-Token: ey").body())
          .contains("\"decision\":false", "cannot verify tokens");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void letsNobodyInWhoIsNotNamed() throws IOException {
    site.with("socket.uids", "4242");
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThatThrownBy(() -> peer.evaluate(Peer.READ)).isInstanceOf(IOException.class);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void letsInWhoIsNamedByNumber() throws IOException {
    Object uid = Files.getAttribute(Files.createFile(folder.resolve("mine")), "unix:uid");
    site.with("socket.uids", "4242, " + uid).with("socket.mode", "0600");
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(peer.evaluate(Peer.READ).status()).isEqualTo(200);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.socket)))
          .isEqualTo("rw-------");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void answersLoopbackNamesAloneOnTcp() throws IOException {
    site.with("loopback.port", "0");
    try (Agent agent = site.start();
        Peer peer = Peer.on(agent.port())) {
      assertThat(peer.evaluate(Peer.READ).status()).isEqualTo(200);
      peer.send("GET /q/health/live HTTP/1.1\r\nHost: evil.example\r\n\r\n");
      assertThat(peer.reply().status()).isEqualTo(421);
    }
  }

  @Test
  void listensAnewWhenItsSocketIsTakenAway() throws IOException {
    try (Agent agent = site.start()) {
      Files.delete(site.socket);
      Site.await("there is a socket again", () -> reachable(site.socket));
      assertThat(agent).isNotNull();
    }
  }

  private static boolean reachable(Path socket) {
    try (Peer peer = Peer.on(socket)) {
      return peer.get("/q/health/live").status() == 200;
    } catch (EOFException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void takesOverASocketThatAKilledAgentLeft() throws IOException {
    try (var left =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      left.bind(java.net.UnixDomainSocketAddress.of(site.socket));
    }
    try (Agent agent = site.start()) {
      assertThat(reachable(site.socket)).isTrue();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void doesNotTakeASocketFromAnotherAgent() throws IOException {
    try (Agent agent = site.start()) {
      site.with("data", folder.resolve("other").toString());
      assertThatThrownBy(site::start).hasMessageContaining("another process listens");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void tellsItsMetrics() throws IOException {
    try (Agent agent = site.start();
        Peer peer = Peer.on(site.socket)) {
      peer.evaluate(Peer.READ);
      String metrics = peer.get("/q/metrics").body();
      assertThat(metrics)
          .contains("writ_decisions_total{decision=\"deny\"} 1.0", "writ_bundle_age_seconds ");
      assertThat(agent).isNotNull();
    }
  }
}
