package dev.writ.log.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.log.merkle.Proofs;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.Layout;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.Logs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointSinksTest {

  @TempDir Path temp;
  private final SigningKey key = Logs.key("test.example/log");
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.shutdownNow();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private DecisionLog open(CheckpointSink... sinks) throws IOException {
    LogParts parts = new LogParts(Logs::gap, IndexWriter.NONE, List.of(sinks));
    return DecisionLog.open(temp.resolve("log"), key, Logs.settings(Durability.REQUIRED), parts);
  }

  private static void append(DecisionLog log, int count) {
    for (int at = 0; at < count; at++) {
      log.append(List.of(Logs.entry("entry"))).join();
    }
    log.sign().join();
  }

  @Test
  void checkpointsArePublishedToFilesAndOverHttp() throws Exception {
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    server.createContext(
        "/checkpoints",
        exchange -> {
          posted.add(body(exchange));
          answer(exchange, 204, "");
        });
    Path file = temp.resolve("published");
    BlockingQueue<String> written = new LinkedBlockingQueue<>();
    CheckpointSink files =
        note -> {
          new FileSink(file).publish(note);
          written.add(note);
        };
    try (DecisionLog log =
        open(files, new HttpSink(client, address("/checkpoints")), new LineSink())) {
      append(log, 3);
      assertThat(Checkpoint.verified(posted.take(), key.verifier()).size()).isEqualTo(3);
      assertThat(Files.readString(file)).startsWith(written.take() + "\n");
    }
    assertThat(Files.readString(file)).startsWith("test.example/log\n3\n");
  }

  @Test
  void aSinkThatHangsOrFailsNeverHoldsUpTheLog() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CheckpointSink hanging = note -> end.await();
    CheckpointSink failing =
        note -> {
          throw new IOException("unreachable");
        };
    DecisionLog log = open(hanging, failing);
    append(log, 300);
    append(log, 300);
    assertThat(log.status().signed()).isEqualTo(600);
    end.countDown();
    log.close();
  }

  @Test
  void aWitnessCosignsWhatExtendsWhatItSaw() throws Exception {
    SigningKey witness = SigningKey.generate("witness.example/w", VerifierKey.COSIGNATURE);
    Witness cosigner = new Witness(witness);
    server.createContext("/add-checkpoint", cosigner::handle);
    BlockingQueue<String> cosigned = new LinkedBlockingQueue<>();
    for (int start = 0; start < 2; start++) {
      WitnessSink sink =
          new WitnessSink(
              client,
              address("/add-checkpoint"),
              key.verifier(),
              witness.verifier(),
              new Layout(temp.resolve("log")).tiles(),
              cosigned::add);
      try (DecisionLog log = open(sink)) {
        append(log, 300);
        while (Checkpoint.verified(cosigned.take(), key.verifier()).size() < log.size()) {}
      }
    }
    assertThat(cosigner.size).isEqualTo(600);
  }

  /** The other side of the protocol, for one log. */
  private final class Witness {

    private final SigningKey witness;
    private long size;
    private byte[] root = new byte[32];

    Witness(SigningKey witness) {
      this.witness = witness;
    }

    synchronized void handle(HttpExchange exchange) throws IOException {
      String request = body(exchange);
      String[] parts = request.split("\n\n", 2);
      List<String> lines = parts[0].lines().toList();
      try {
        Checkpoint checkpoint = Checkpoint.verified(parts[1], key.verifier());
        if (!lines.getFirst().equals("old " + size)) {
          answer(exchange, 409, size + "\n");
          return;
        }
        List<byte[]> proof = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
          proof.add(Encoding.hash(line));
        }
        boolean extended =
            size == 0 || Proofs.extend(size, root, checkpoint.size(), checkpoint.root(), proof);
        answer(exchange, extended ? 200 : 422, extended ? cosign(checkpoint) : "");
      } catch (InvalidNoteException forged) {
        answer(exchange, 403, "");
      }
    }

    private String cosign(Checkpoint checkpoint) {
      size = checkpoint.size();
      root = checkpoint.root();
      byte[] signature = witness.sign(WitnessSink.cosignedText(1_700_000_000, checkpoint.text()));
      byte[] stamped =
          ByteBuffer.allocate(8 + signature.length).putLong(1_700_000_000).put(signature).array();
      return new Note.Line(witness.name(), witness.verifier().id(), stamped).text();
    }
  }
}
