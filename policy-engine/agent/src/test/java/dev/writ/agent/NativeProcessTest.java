package dev.writ.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native executable, which build-native made. */
@Tag("native")
class NativeProcessTest extends ProcessContract {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path place;

  @Override
  List<String> program() {
    return AgentProcess.NATIVE;
  }

  @Test
  void decidesByTheExamplesInLittleMemory() throws IOException {
    Site site = new Site(place);
    site.offer(site.bundles.of(Bundles.examples(), 1));
    String own = Peer.body("alice", "customer", "read", "orders", "order-1001");
    try (AgentProcess agent = AgentProcess.start(program(), site);
        Peer peer = agent.peer(site)) {
      for (int at = 0; at < 1_000; at++) {
        assertThat(peer.evaluate(own).body()).contains("\"decision\":true", "orders/owner-access");
      }
      assertThat(peer.get("/q/metrics").body()).contains("writ_decisions_total");
      assertThat(agent.resident()).isLessThan(40 * MEBIBYTE);
    }
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(Path.of(program().getFirst()))).isLessThan(40 * MEBIBYTE);
  }

  @Test
  void followsADecisionPoint() throws IOException {
    Site site = new Site(place);
    try (FakePdp pdp = new FakePdp(0)) {
      site.settings.remove("bundle.source");
      site.with("pdp", pdp.address());
      pdp.bundle = site.bundles.of(Bundles.small(true), 1);
      try (AgentProcess agent = AgentProcess.start(program(), site);
          Peer peer = agent.peer(site)) {
        Site.await("it pulled", () -> allows(peer));
        byte[] lie = site.bundles.of(Bundles.small(false), 2);
        lie[lie.length - 1] ^= 1;
        pdp.bundle = lie;
        Site.await("it refuses a lie", () -> health(peer).contains("payload"));
        assertThat(allows(peer)).isTrue();
        pdp.revocations = "{\"revocations\": [{\"kind\": \"subject\", \"value\": \"user:alice\"}]}";
        Site.await("it takes the revocation", () -> !allows(peer));
        Site.await("it ships its log", () -> !pdp.records().isEmpty());
      }
    }
  }

  private static boolean allows(Peer peer) {
    try {
      return peer.evaluate(Peer.READ).body().contains("\"decision\":true");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String health(Peer peer) {
    try {
      return peer.get("/q/health/ready").body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
