package dev.writ.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Program;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the decision point, the network and the disk do: no wrong decision, and it recovers. */
class FaultTest {
  @TempDir private Path folder;
  private Site site;
  private Program open;
  private Program closed;

  @BeforeEach
  void preparePolicies() throws IOException {
    site = new Site(folder);
    open = Bundles.small(true);
    closed = Bundles.small(false);
  }

  private FakePdp pdp(int port) throws IOException {
    FakePdp pdp = new FakePdp(port);
    site.settings.remove("bundle.source");
    site.with("pdp", pdp.address());
    return pdp;
  }

  private boolean allows() {
    try (Peer peer = Peer.on(site.socket)) {
      return peer.evaluate(Peer.READ).body().contains("\"decision\":true");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String health() {
    try (Peer peer = Peer.on(site.socket)) {
      return peer.get("/q/health/ready").body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aDecisionPointThatGoesAndComesBackIsFollowedAgain() throws IOException {
    int port;
    try (FakePdp pdp = pdp(0)) {
      port = pdp.port();
      pdp.bundle = site.bundles.of(open, 1);
      try (Agent agent = site.start()) {
        Site.await("it pulled", this::allows);
        pdp.close();
        Site.await("it notices", () -> health().contains("no bundle can be had"));
        assertThat(allows()).isTrue();
        try (FakePdp again = new FakePdp(port)) {
          again.bundle = site.bundles.of(closed, 2);
          Site.await("it follows", () -> !allows());
        }
        assertThat(agent.policies().problem()).isNull();
      }
    }
  }

  @Test
  void aRestartWithoutTheDecisionPointDecidesByTheLastBundle() throws IOException {
    try (FakePdp pdp = pdp(0)) {
      pdp.bundle = site.bundles.of(open, 1);
      try (Agent agent = site.start()) {
        Site.await("it pulled", this::allows);
        assertThat(agent).isNotNull();
      }
    }
    try (Agent agent = site.start()) {
      assertThat(allows()).isTrue();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void nothingThatADecisionPointLiesIsBelieved() throws IOException {
    byte[] good = site.bundles.of(closed, 5);
    byte[] next = site.bundles.of(open, 6);
    byte[] altered = next.clone();
    altered[altered.length - 1] ^= 1;
    try (Agent agent = site.offer(good).start()) {
      long refused = 0;
      for (byte[] lie :
          Arrays.asList(
              new Bundles().of(open, 7),
              altered,
              site.bundles.of(open, 4),
              site.bundles.of(open, 5),
              site.bundles.of(open, 8, Instant.now().minusSeconds(1)),
              new byte[] {1, 2, 3})) {
        assertThat(agent.policies().offer(lie)).isFalse();
        assertThat(allows()).isFalse();
        assertThat(agent.policies().problem()).isNotBlank();
        assertThat(agent.policies().refused()).isGreaterThan(refused);
        refused = agent.policies().refused();
      }
      assertThat(agent.policies().offer(next)).isTrue();
      assertThat(allows()).isTrue();
    }
  }

  @Test
  void aBundleThatIsCutAtAnyByteIsRefused() throws IOException {
    byte[] next = site.bundles.of(open, 6);
    try (Agent agent = site.offer(site.bundles.of(closed, 5)).start()) {
      for (int length = 0; length < next.length; length++) {
        assertThat(agent.policies().offer(Arrays.copyOf(next, length))).isFalse();
      }
      assertThat(allows()).isFalse();
    }
  }

  @Test
  void anOlderBundleIsNotTakenThoughTheNewerOneIsLost() throws IOException {
    try (Agent agent = site.offer(site.bundles.of(closed, 5)).start()) {
      assertThat(allows()).isFalse();
      assertThat(agent).isNotNull();
    }
    Files.delete(folder.resolve("data/bundle/bundle"));
    try (Agent agent = site.offer(site.bundles.of(open, 4)).start()) {
      assertThat(allows()).isFalse();
      assertThat(agent.policies().problem()).contains("sequence 4");
    }
  }

  @Test
  void aSlowDecisionPointDoesNotSlowDecisions() throws IOException {
    try (var silent = new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())) {
      site.offer(site.bundles.of(open, 1));
      site.with("pdp", "http://127.0.0.1:" + silent.getLocalPort());
      try (Agent agent = site.start()) {
        for (int at = 0; at < 100; at++) {
          assertThat(allows()).isTrue();
        }
        assertThat(agent).isNotNull();
      }
    }
  }

  @Test
  void whatTheAgentLacksIsAskedOfTheDecisionPoint() throws IOException {
    try (FakePdp pdp = pdp(0)) {
      pdp.bundle = site.bundles.of(closed, 1);
      try (Agent agent = site.start();
          Peer peer = Peer.on(site.socket)) {
        assertThat(peer.evaluate(Peer.READ, "Subject-Token: ey").body()).contains("true");
        pdp.status = 403;
        assertThat(peer.evaluate(Peer.READ, "Subject-Token: ey").body())
            .contains("\"decision\":false", "the decision point did not answer");
        assertThat(agent).isNotNull();
      }
    }
  }

  @Test
  void aFullDiskDeniesUntilThereIsSpaceAgain() throws IOException {
    var disk = new FullDisk();
    site.disk = disk;
    try (Agent agent = site.offer(site.bundles.of(open, 1)).start();
        Peer peer = Peer.on(site.socket)) {
      assertThat(allows()).isTrue();
      disk.full = true;
      assertThat(peer.evaluate(Peer.READ).body())
          .contains("\"decision\":false", "could not be recorded");
      assertThat(agent.policies().offer(site.bundles.of(closed, 2))).isFalse();
      disk.full = false;
      Site.await("it recovers", this::allows);
      assertThat(agent.policies().offer(site.bundles.of(closed, 3))).isTrue();
      assertThat(allows()).isFalse();
    }
  }

  @Test
  void aLogThatMayNotGrowDenies() throws IOException {
    site.with("log.max-bytes", "64K");
    try (Agent agent = site.offer(site.bundles.of(open, 1)).start();
        Peer peer = Peer.on(site.socket)) {
      Site.await(
          "the log is full",
          () -> {
            try {
              return peer.evaluate(Peer.READ).body().contains("could not be recorded");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertThat(health()).contains("`log.max-bytes`");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void aRevokedSubjectIsDeniedAlsoAfterARestart() throws IOException {
    int port;
    try (FakePdp pdp = pdp(0)) {
      port = pdp.port();
      pdp.bundle = site.bundles.of(open, 1);
      try (Agent agent = site.start()) {
        Site.await("it pulled", this::allows);
        pdp.revocations =
            """
            {"revocations": [{"kind": "jti", "value": "x"},
                             {"kind": "subject", "value": "user:alice"}]}
            """;
        Site.await("the revocation is known", () -> !allows());
        assertThat(agent).isNotNull();
      }
    }
    try (Agent agent = site.start()) {
      assertThat(allows()).isFalse();
      try (FakePdp again = new FakePdp(port)) {
        again.bundle = site.bundles.of(open, 1);
        Site.await("it is taken back", this::allows);
      }
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void theLogIsShippedOnceThoughAnswersGetLost() throws IOException {
    try (FakePdp pdp = pdp(0)) {
      pdp.bundle = site.bundles.of(open, 1);
      pdp.losesAnswers = true;
      try (Agent agent = site.start()) {
        Site.await("it pulled", this::allows);
        Site.await(
            "all is shipped", () -> decided(pdp) > 0 && health().contains("\"shipping\":{}"));
        assertThat(pdp.records().stream().distinct().count()).isEqualTo(pdp.records().size());
        assertThat(pdp.records().getFirst()).contains("\"type\":\"start\"");
        assertThat(agent).isNotNull();
      }
    }
  }

  private static long decided(FakePdp pdp) {
    return pdp.records().stream().filter(record -> record.contains("\"decision\"")).count();
  }

  @Test
  void aLogThatDoesNotFitRaisesAnAlarm() throws IOException {
    try (FakePdp pdp = pdp(0)) {
      pdp.bundle = site.bundles.of(open, 1);
      pdp.logStatus = 409;
      try (Agent agent = site.start();
          Peer peer = Peer.on(site.socket)) {
        Site.await("the alarm is raised", () -> health().contains("does not take the log"));
        assertThat(peer.get("/q/metrics").body()).contains("writ_log_misfit 1.0");
        assertThat(agent).isNotNull();
      }
    }
  }

  @Test
  void whatWasShippedIsForgottenHere() throws IOException {
    site.with("log.max-bytes", "400K");
    try (FakePdp pdp = pdp(0)) {
      pdp.bundle = site.bundles.of(open, 1);
      try (Agent agent = site.start();
          Peer peer = Peer.on(site.socket)) {
        Site.await("it pulled", this::allows);
        Site.await("what lies there is deleted", () -> evaluated(peer) && first() > 0);
        assertThat(decided(pdp)).isPositive();
        assertThat(agent).isNotNull();
      }
    }
  }

  private static boolean evaluated(Peer peer) {
    try {
      String items = "{}" + ",{}".repeat(49);
      String body = Peer.READ.strip();
      String batch = body.substring(0, body.length() - 1) + ", \"evaluations\": [" + items + "]}";
      return peer.post("/access/v1/evaluations", batch).status() == 200;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long first() {
    try {
      return LogReader.of(folder.resolve("data/log")).firstIndex();
    } catch (IOException e) {
      return 0;
    }
  }
}
