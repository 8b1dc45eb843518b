package dev.writ.server.sink;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.record.LogRecord;
import dev.writ.testbed.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private SentLog log;

  @BeforeEach
  void open() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
    log = new SentLog(folder);
  }

  @AfterEach
  void close() {
    broker.close();
    log.close();
  }

  @Test
  void everyRecordArrivesInTheOrderOfItsInstanceThoughTheBrokerIsKilled() throws Exception {
    append(0, 2000);
    try (Delivery delivery = log.send(new KafkaSink(TOPIC, impatient()));
        KafkaConsumer<String, String> consumer = consumer()) {
      readUntil(consumer, 300);
      broker.kill();
      append(2000, 500);
      log.nextFailure();
      append(2500, 100);
      broker.restart();
      append(2600, 400);
      readUntil(consumer, 3000);
    }
    assertThat(byInstance(List.copyOf(arrived.keySet())))
        .isEqualTo(byInstance(IntStream.range(0, 3000).mapToObj(KafkaSinkTest::id).toList()));
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
    log.append(IntStream.range(from, from + count).mapToObj(KafkaSinkTest::record).toList());
  }

  private static Map<String, List<String>> byInstance(List<String> ids) {
    return ids.stream().collect(groupingBy(id -> id.split("-")[0], mapping(id -> id, toList())));
  }

  private static String id(int number) {
    return "abc".charAt(Math.floorMod(number, 3)) + "-" + number;
  }

  private static LogRecord record(int number) {
    String id = id(number);
    return new LogRecord.Stopped(id, SentLog.TIME, id.substring(0, 1));
  }
}
