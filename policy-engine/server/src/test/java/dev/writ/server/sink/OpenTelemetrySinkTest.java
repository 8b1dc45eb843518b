package dev.writ.server.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.writ.server.config.WritConfig.DecisionLog.Form;
import dev.writ.testbed.Collector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to a receiver of the OpenTelemetry Collector, that refuses and dies. */
@Timeout(300)
class OpenTelemetrySinkTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Collector collector;

  @TempDir private Path folder;
  private SentLog log;

  @BeforeAll
  static void startCollector() {
    collector = Collector.start();
  }

  @AfterAll
  static void stopCollector() {
    collector.close();
  }

  @BeforeEach
  void open() throws Exception {
    collector.kill();
    collector.restart();
    log = new SentLog(folder);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void theCollectorHasEveryRecordAsItIsInTheLogAndInItsOrder() throws Exception {
    List<String> ids = log.append(0, 600);
    try (Delivery delivery = log.send(sink())) {
      awaitIds(ids);
    }
    JsonNode last = records().getLast();
    assertThat(last.at("/body/stringValue").textValue()).isEqualTo(SentLog.line("id-599"));
    assertThat(last.get("timeUnixNano").asLong())
        .isEqualTo(SentLog.TIME.getEpochSecond() * 1_000_000_000);
    assertThat(attributes(last).get("service.instance.id")).isEqualTo(SentLog.INSTANCE);
    assertThat(collector.requests().getFirst()).contains("\"service.name\"").contains("\"writ\"");
  }

  @Test
  void anEnvelopeIsInTheAttributesThatCloudEventsHaveThere() throws Exception {
    List<String> ids = log.append(0, 1);
    try (Delivery delivery = log.send(sink(), Rules.of(null, Map.of()), Form.CLOUDEVENTS)) {
      awaitIds(ids);
    }
    assertThat(attributes(records().getFirst()))
        .containsEntry("cloudevents.event_id", "id-0")
        .containsEntry("cloudevents.event_source", "urn:writ:" + SentLog.INSTANCE)
        .containsEntry("cloudevents.event_type", "dev.writ.stop")
        .containsEntry("cloudevents.event_spec_version", "1.0");
  }

  @Test
  void theSinksOwnRulesHold() throws Exception {
    log.append(0, 3);
    Rules rules = Rules.of("record.id == 'id-1'", Map.of("time", "record.id == 'id-2'"));
    try (Delivery delivery = log.send(sink(), rules, Form.RECORD)) {
      awaitIds(List.of("id-0", "id-2"));
    }
    assertThat(ids()).doesNotContain("id-1");
    assertThat(records())
        .extracting(record -> record.at("/body/stringValue").textValue())
        .containsExactly(
            SentLog.line("id-0"),
            "{\"id\":\"id-2\",\"instance\":\"pdp-1\",\"type\":\"stop\",\"v\":1}");
  }

  @Test
  void whatAKilledCollectorDidNotTakeArrivesWhenItIsBack() throws Exception {
    List<String> ids = new ArrayList<>(log.append(0, 300));
    try (Delivery delivery = log.send(sink())) {
      awaitIds(ids);
      collector.kill();
      List<String> later = log.append(300, 300);
      assertThat(log.nextFailure()).contains("did not take the records");
      assertThat(delivery.behind()).isPositive();
      collector.restart();
      awaitIds(later);
    }
  }

  @Test
  void whatACollectorAnswersWithAnErrorIsSentAgain() throws Exception {
    collector.refuse();
    List<String> ids = log.append(0, 300);
    try (Delivery delivery = log.send(sink())) {
      assertThat(log.nextFailure()).contains("did not take the records");
      assertThat(records()).isEmpty();
      collector.accept();
      awaitIds(ids);
    }
  }

  @Test
  void whoAsksForPatienceGetsEverythingLater() throws Exception {
    Queue<Integer> answers = new ConcurrentLinkedQueue<>(List.of(429, 503, 500, 200));
    var taken = new CountDownLatch(1);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          int status = answers.remove();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
          if (status == 200) {
            taken.countDown();
          }
        });
    receiver.start();
    log.append(0, 10);
    URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/v1/logs");
    try (Delivery delivery = log.send(new OpenTelemetrySink(address, Map.of()))) {
      assertThat(taken.await(2, TimeUnit.MINUTES)).isTrue();
      assertThat(List.of(log.nextFailure(), log.nextFailure(), log.nextFailure()))
          .allMatch(failure -> failure.contains("did not take the records"));
      assertThat(answers).isEmpty();
    } finally {
      receiver.stop(0);
    }
  }

  private static Sink sink() {
    return new OpenTelemetrySink(collector.endpoint(), Map.of());
  }

  /** Waits until the collector has these; what it has twice counts where it came first. */
  private static void awaitIds(List<String> ids) throws IOException {
    while (!ids().containsAll(ids)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(ids()).containsSubsequence(ids);
  }

  private static Set<String> ids() throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode record : records()) {
      ids.add(attributes(record).get("log.record.uid"));
    }
    return ids;
  }

  private static List<JsonNode> records() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String request : collector.requests()) {
      for (JsonNode resource : JSON.readTree(request).get("resourceLogs")) {
        for (JsonNode scope : resource.get("scopeLogs")) {
          scope.get("logRecords").forEach(records::add);
        }
      }
    }
    return records;
  }

  private static Map<String, String> attributes(JsonNode record) {
    Map<String, String> attributes = new HashMap<>();
    record
        .get("attributes")
        .forEach(
            attribute ->
                attributes.put(
                    attribute.get("key").textValue(),
                    attribute.at("/value/stringValue").textValue()));
    return attributes;
  }
}
