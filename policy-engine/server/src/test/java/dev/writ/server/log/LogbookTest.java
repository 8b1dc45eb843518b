package dev.writ.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.checkpoint.Witness;
import dev.writ.log.read.Filter;
import dev.writ.log.read.Page;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.RecordDigests;
import dev.writ.log.verify.LogVerifier;
import dev.writ.log.verify.Progress;
import dev.writ.log.verify.Report;
import dev.writ.server.config.WritConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogbookTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @TempDir private Path data;

  private final SetClock clock = new SetClock();

  /** A clock that shows what a test sets. */
  private static final class SetClock extends Clock {
    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Logbook open() {
    return open(Map.of());
  }

  private Logbook open(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("writ.policies", "policies");
    all.put("writ.log.checkpoint.interval", "1h");
    WritConfig.DecisionLog configuration =
        new SmallRyeConfigBuilder()
            .withMapping(WritConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValues(all)
            .build()
            .getConfigMapping(WritConfig.class)
            .log();
    var publications = new Publications(configuration.publish(), name -> Optional.empty());
    return Logbook.open(data, configuration, publications, "one", clock, () -> {});
  }

  private void decide(Logbook book, int from, int to) {
    List<LogRecord> records = new ArrayList<>();
    for (int i = from; i < to; i++) {
      var request =
          AccessRequest.of(
              new Subject("user", "u" + i % 7, Map.of("nick", "nick " + i)),
              new Action("read"),
              new Resource("orders", "o" + i),
              Map.of(),
              clock.instant());
      var decision = new Decision(Verdict.ALLOW, List.of(), null, Map.of(), List.of(), List.of());
      records.add(
          new LogRecord.Decided(
              new DecisionRecord(
                  "id-" + i,
                  clock.instant(),
                  "one",
                  Kind.EVALUATION,
                  request,
                  decision,
                  new Revision("ab".repeat(32), null),
                  Duration.ofNanos(1),
                  null,
                  null),
              true));
    }
    book.recorder().keep(records, null).await().indefinitely();
  }

  private Report verify(Logbook book) throws IOException {
    return LogVerifier.verify(book.folder(), book.verifier(), new RecordDigests(), Progress.NONE);
  }

  private static List<String> ids(Logbook book, Filter filter) throws Exception {
    Page page = book.search().page(filter, null, 10_000);
    return page.records().stream().map(found -> found.record().id()).toList();
  }

  private static Filter between(Instant from, Instant to) {
    return new Filter(from, to, null, null, null, null, null, null, null, null);
  }

  private static List<String> expected(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int i = to - 1; i >= from; i--) {
      ids.add("id-" + i);
    }
    return ids;
  }

  /** Closing a file that this process has locked would unlock it. */
  private static boolean isContent(Path file) {
    return Files.isRegularFile(file) && !file.endsWith("lock");
  }

  /** Every file below a folder, with its content. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(LogbookTest::isContent).toList()) {
        all.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @Test
  void aSecondServerOnTheSameFolderTouchesNothing() throws Exception {
    try (Logbook book = open()) {
      decide(book, 0, 600);
      book.log().sign().join();
      Map<String, String> before = files(data);
      assertThatThrownBy(this::open)
          .isInstanceOf(LogUnusable.class)
          .hasMessageContaining("open in another process");
      assertThat(files(data)).isEqualTo(before);
      decide(book, 600, 601);
      book.log().sign().join();
      assertThat(ids(book, Filter.ALL)).isEqualTo(expected(0, 601));
    }
  }

  @Test
  void aStartThatFailsLeavesTheFolderToTheNext() throws Exception {
    open().close();
    Path key = data.resolve("log.key");
    Path away = Files.move(key, data.resolve("away"));
    Files.writeString(key, "no key");
    assertThatThrownBy(this::open).isInstanceOf(LogUnusable.class);
    Files.delete(key);
    Files.move(away, key);
    open().close();
  }

  @Test
  void aClockThatIsSetBackLeavesOrderTreeAndIndexAsTheyAre() throws Exception {
    try (Logbook book = open()) {
      decide(book, 0, 300);
      clock.now = NOON.minus(Duration.ofDays(30));
      decide(book, 300, 600);
      book.log().sign().join();
      clock.now = NOON.plusSeconds(60);
      decide(book, 600, 601);
    }
    try (Logbook book = open()) {
      book.log().sign().join();
      assertThat(ids(book, Filter.ALL).subList(1, 602)).isEqualTo(expected(0, 601));
      assertThat(ids(book, between(NOON.minus(Duration.ofDays(31)), NOON)))
          .isEqualTo(expected(300, 600));
      assertThat(ids(book, between(NOON, NOON.plusSeconds(1)))).isEqualTo(expected(0, 300));
      assertThat(book.search().byId("id-444").entry().index()).isEqualTo(444);
      assertThat(verify(book).problems()).isEmpty();
      assertThat(verify(book).size()).isEqualTo(book.log().size());
    }
  }

  @Test
  void retentionDeletesOldRecordsAndKeepsEveryProof() throws Exception {
    try (Logbook book = open()) {
      decide(book, 0, 700);
      clock.now = NOON.plus(Duration.ofDays(10));
      decide(book, 700, 1400);
      book.log().sign().join();
      assertThat(book.prune(NOON.plusSeconds(1))).isEqualTo(512);
      assertThat(book.prune(NOON.plusSeconds(1))).isEqualTo(512);
      book.log().sign().join();
      assertThat(ids(book, Filter.ALL).subList(1, 889)).isEqualTo(expected(512, 1400));
      assertThat(book.search().byId("id-7")).isNull();
      assertThat(verify(book).problems()).isEmpty();
      assertThat(verify(book).size()).isEqualTo(1401);
      assertThat(files(data).values()).noneMatch(content -> content.contains("nick 7\""));
      Files.delete(book.folder().resolve("side/003"));
      assertThat(verify(book).problems())
          .isNotEmpty()
          .allSatisfy(
              problem ->
                  assertThat(problem.text()).contains("no record says that it was redacted"));
    }
  }

  @Test
  void retentionNeverDeletesTooEarlyForAClockThatWasWrong() throws Exception {
    try (Logbook book = open()) {
      decide(book, 0, 300);
      clock.now = NOON.minus(Duration.ofDays(400));
      decide(book, 300, 900);
      clock.now = NOON;
      decide(book, 900, 1000);
      book.log().sign().join();
      assertThat(book.prune(NOON.minus(Duration.ofDays(1)))).isZero();
      assertThat(ids(book, Filter.ALL)).isEqualTo(expected(0, 1000));
    }
  }

  @Test
  void checkpointsArePublishedWhereTheConfigurationSays() throws Exception {
    SigningKey witness = SigningKey.generate("witness.example/w", VerifierKey.COSIGNATURE);
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    BlockingQueue<Witness.Answer> answers = new LinkedBlockingQueue<>();
    BlockingQueue<String> credentials = new LinkedBlockingQueue<>();
    Path credential = Files.writeString(data.resolve("credential"), "Bearer one\n");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/posted",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange, 200, "taken");
        });
    server.createContext(
        "/witness/add-checkpoint",
        exchange -> {
          credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
          Witness.Answer answer = cosign(witness, exchange);
          answer(exchange, answer.status(), answer.text());
          answers.add(answer);
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, String> settings =
        Map.of(
            "writ.log.publish.file",
            data.resolve("published").toString(),
            "writ.log.publish.url",
            base + "/posted",
            "writ.log.publish.line",
            "true",
            "writ.log.publish.witnesses.w.url",
            base + "/witness/",
            "writ.log.publish.witnesses.w.key",
            witness.verifier().text(),
            "writ.log.publish.witnesses.w.authorization-file",
            credential.toString());
    try {
      VerifierKey key;
      try (Logbook book = open(settings)) {
        key = book.verifier();
        decide(book, 0, 5);
        book.log().sign().join();
        assertThat(Checkpoint.verified(taken(posted), key).size()).isEqualTo(5);
        assertThat(taken(answers).status()).isEqualTo(200);
      }
      try (Logbook book = open(settings)) {
        decide(book, 6, 400);
        book.log().sign().join();
        while (Checkpoint.verified(taken(posted), key).size() < 400) {}
        while (taken(answers).status() != 200) {}
        await(data.resolve("published"), "writ/one\n400\n");
        await(data.resolve("cosigned/w"), " witness.example/w ");
      }
      assertThat(credentials).isNotEmpty().containsOnly("Bearer one");
    } finally {
      server.stop(0);
    }
  }

  private Witness.Answer cosign(SigningKey key, HttpExchange exchange) throws IOException {
    try {
      VerifierKey log = VerifierKey.parse(Files.readString(data.resolve("log.key.pub")));
      byte[] body = exchange.getRequestBody().readAllBytes();
      return Witness.open(data.resolve("other"), key, List.of(log), clock).add(body);
    } catch (InvalidNoteException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Another thread writes the file, and says nothing of it. */
  private static void await(Path file, String content) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(file) || !Files.readString(file).contains(content)) {
      assertThat(System.nanoTime()).as("%s in %s", content, file).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
    T one = queue.poll(60, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return one;
  }
}
