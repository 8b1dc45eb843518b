package dev.writ.log.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointSinksTest {

  @TempDir Path temp;
  private final SigningKey key = Logs.key("test.example/log");
  private final HttpClient client = HttpClient.newHttpClient();
  private final Poster poster = new Poster(client, null);
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
        open(files, new HttpSink(poster, address("/checkpoints")), new LineSink())) {
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
    Path folder = temp.resolve("witness");
    server.createContext("/add-checkpoint", exchange -> answer(exchange, folder, witness));
    BlockingQueue<String> cosigned = new LinkedBlockingQueue<>();
    for (int start = 0; start < 2; start++) {
      WitnessSink sink =
          new WitnessSink(
              poster,
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
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .singleElement()
          .satisfies(file -> assertThat(file).content().contains("\n600\n"));
    }
  }

  /** A witness that forgets all but what it wrote. */
  private void answer(HttpExchange exchange, Path folder, SigningKey witness) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      Witness.Answer answer =
          Witness.open(folder, witness, List.of(key.verifier()), Clock.systemUTC()).add(body);
      answer(exchange, answer.status(), answer.text());
    } catch (InvalidNoteException unreadable) {
      throw new IOException(unreadable);
    }
  }
}
