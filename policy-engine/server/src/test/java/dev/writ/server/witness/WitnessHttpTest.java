package dev.writ.server.witness;

import static dev.writ.server.tls.MtlsProfile.SERVERS;
import static dev.writ.server.tls.MtlsProfile.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.Poster;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.checkpoint.WitnessSink;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.Layout;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import dev.writ.server.tls.Asked;
import dev.writ.server.tls.Authority.Leaf;
import dev.writ.server.tls.MtlsProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is the witness of another's log, whose certificate says who it is. */
@QuarkusTest
@TestProfile(WitnessHttpTest.Witnessing.class)
class WitnessHttpTest {
  private static final String PATH = "/v1/witness/add-checkpoint";
  private static final String LEDGER = "spiffe://shop.example/ns/prod/sa/ledger";
  private static final SigningKey LOG = key();
  private static final Path DATA = folder();

  public static class Witnessing extends MtlsProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> keys = new HashMap<>(super.getConfigOverrides());
      keys.put("writ.data", DATA.toString());
      keys.put("writ.witness.name", "witness.example/w");
      keys.put("writ.witness.logs", LOG.verifier().text());
      keys.put("writ.peers.ledger.spiffe-ids", LEDGER);
      keys.put("writ.peers.ledger.operations", "witness");
      return keys;
    }
  }

  @Inject ValueRegistry values;

  @TempDir private Path folder;

  private static SigningKey key() {
    try {
      return SigningKey.generate("ledger.example/log");
    } catch (InvalidNoteException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int port() {
    return values.get(HttpServer.HTTPS_PORT);
  }

  private static HttpClient ledger() {
    return SHOP.issue(Leaf.workload(LEDGER)).client(SERVERS);
  }

  @Test
  void aLogHasItsCheckpointsCosignedOverHttpAndARewrittenOneHasNot() throws Exception {
    VerifierKey witness = VerifierKey.parse(Files.readString(DATA.resolve("witness.key.pub")));
    BlockingQueue<String> cosigned = new LinkedBlockingQueue<>();
    var sink =
        new WitnessSink(
            new Poster(ledger(), null),
            URI.create("https://localhost:" + port() + PATH),
            LOG.verifier(),
            witness,
            new Layout(folder.resolve("log")).tiles(),
            cosigned::add);
    var parts = new LogParts(dropped -> entry("gap"), IndexWriter.NONE, List.of(sink));
    String last = null;
    try (var log =
        DecisionLog.open(folder.resolve("log"), LOG, LogSettings.of(Durability.REQUIRED), parts)) {
      for (int size : new int[] {1, 300}) {
        while (log.size() < size) {
          log.append(List.of(entry("id-" + log.size()))).join();
        }
        log.sign().join();
        do {
          last = taken(cosigned);
        } while (Checkpoint.verified(last, LOG.verifier()).size() < size);
      }
    }
    assertThat(last).contains(" ledger.example/log ", " witness.example/w ");
    String rewritten = Checkpoint.sign(300, new byte[32], LOG);
    HttpResponse<String> answer = submit(ledger(), "old 300\n\n" + rewritten);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("300\n");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
    rewritten = Checkpoint.sign(301, new byte[32], LOG);
    assertThat(submit(ledger(), "old 300\n\n" + rewritten).statusCode()).isEqualTo(422);
  }

  @Test
  void whatItDoesNotKnowGetsNoCosignature() throws Exception {
    String forged = Checkpoint.sign(5, new byte[32], SigningKey.generate(LOG.name()));
    assertThat(submit(ledger(), "old 0\n\n" + forged).statusCode()).isEqualTo(403);
    String strange = Checkpoint.sign(5, new byte[32], SigningKey.generate("stranger.example"));
    assertThat(submit(ledger(), "old 0\n\n" + strange).statusCode()).isEqualTo(404);
    assertThat(submit(ledger(), "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void onlyAPeerThatIsGrantedItIsAnswered() throws Exception {
    HttpClient orders = SHOP.issue(Leaf.workload(MtlsProfile.ORDERS)).client(SERVERS);
    String note = Checkpoint.sign(5, new byte[32], LOG);
    assertThat(submit(orders, "old 0\n\n" + note).statusCode()).isEqualTo(403);
    assertThat(submit(orders, "old 0\n\n" + note).body()).contains("writ.peers");
  }

  private HttpResponse<String> submit(HttpClient client, String body) throws Exception {
    return Asked.post(client, port(), PATH, body);
  }

  private static Entry entry(String id) {
    return new RecordWriter().write(new LogRecord.Stopped(id, Instant.EPOCH, "test"), Masks.NONE);
  }

  private static String taken(BlockingQueue<String> queue) throws InterruptedException {
    String one = queue.poll(60, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return one;
  }
}
