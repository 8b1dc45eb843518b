package dev.writ.server.sink;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import dev.writ.server.config.WritConfig.DecisionLog.Form;
import dev.writ.testbed.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to a real broker, that dies. */
@Timeout(600)
class KafkaSinkTest {
  private static final String TOPIC = "decisions";
  private static final int PARTITIONS = 3;

  @TempDir private Path folder;

  private final KafkaBroker broker = KafkaBroker.start();

  /** What arrived, by id and in the order in which it first did: its content. */
  private final Map<String, String> arrived = new LinkedHashMap<>();

  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private DecisionLog log;

  @BeforeEach
  void open() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
    log =
        DecisionLog.open(
            folder.resolve("log"),
            SigningKey.generate("test"),
            LogSettings.of(Durability.REQUIRED),
            new LogParts(dropped -> entry(-1), IndexWriter.NONE, List.of()));
  }

  @AfterEach
  void close() {
    broker.close();
    log.close();
  }

  @Test
  void everyRecordArrivesInTheOrderOfItsInstanceThoughTheBrokerIsKilled() throws Exception {
    append(0, 2000);
    try (Delivery delivery = start();
        KafkaConsumer<String, String> consumer = consumer()) {
      readUntil(consumer, 300);
      broker.kill();
      append(2000, 500);
      failed.join();
      append(2500, 100);
      broker.restart();
      append(2600, 400);
      readUntil(consumer, 3000);
    }
    assertThat(byInstance(List.copyOf(arrived.keySet())))
        .isEqualTo(byInstance(IntStream.range(0, 3000).mapToObj(KafkaSinkTest::id).toList()));
  }

  private Delivery start() throws IOException {
    var delivery =
        new Delivery(
            "test",
            log.reader(),
            new Messages(Rules.of(null, Map.of()), Form.RECORD),
            new Observed(new KafkaSink(TOPIC, impatient())),
            Cursor.open(folder.resolve("cursor")));
    delivery.start();
    return delivery;
  }

  /** So that a dead broker is a failure soon. */
  private Map<String, String> impatient() {
    return Map.of(
        "bootstrap.servers",
        broker.address(),
        "max.block.ms",
        "4000",
        "request.timeout.ms",
        "3000",
        "delivery.timeout.ms",
        "4000");
  }

  /** Tells of the first failure. */
  private final class Observed implements Sink {
    private final Sink sink;

    Observed(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void send(List<Message> messages) throws IOException, InterruptedException {
      try {
        sink.send(messages);
      } catch (IOException e) {
        failed.complete(null);
        throw e;
      }
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  private KafkaConsumer<String, String> consumer() {
    var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(
        IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(TOPIC, i)).toList());
    return consumer;
  }

  /** What arrives again must be what arrived before. */
  private void readUntil(KafkaConsumer<String, String> consumer, int count) {
    while (arrived.size() < count) {
      consumer
          .poll(Duration.ofSeconds(1))
          .forEach(
              message -> {
                String before = arrived.putIfAbsent(message.key(), message.value());
                assertThat(message.value()).isEqualTo(before == null ? message.value() : before);
              });
    }
  }

  private void append(int from, int count) {
    List<Entry> entries = new ArrayList<>();
    IntStream.range(from, from + count).forEach(number -> entries.add(entry(number)));
    log.append(entries).join();
  }

  private static Map<String, List<String>> byInstance(List<String> ids) {
    return ids.stream().collect(groupingBy(id -> id.split("-")[0], mapping(id -> id, toList())));
  }

  private static String id(int number) {
    return "abc".charAt(Math.floorMod(number, 3)) + "-" + number;
  }

  private static Entry entry(int number) {
    String id = id(number);
    return new RecordWriter()
        .write(new LogRecord.Stopped(id, Instant.EPOCH, id.substring(0, 1)), Masks.NONE);
  }
}
