package dev.writ.server.sink;

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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
  private static final Rules NO_RULES = Rules.of(null, Map.of());

  @TempDir private Path folder;

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final AtomicBoolean dead = new AtomicBoolean();
  private DecisionLog log;

  private final Sink sink =
      new Sink() {
        @Override
        public void send(List<Message> messages) throws IOException {
          if (dead.getAndSet(false)) {
            arrived.add(messages.getFirst().id());
            throw new IOException("it died after the first message");
          }
          messages.forEach(message -> arrived.add(message.id()));
        }

        @Override
        public void close() {}
      };

  @BeforeEach
  void open() throws Exception {
    log =
        DecisionLog.open(
            folder.resolve("log"),
            SigningKey.generate("test"),
            LogSettings.of(Durability.REQUIRED),
            new LogParts(dropped -> entry("gap"), IndexWriter.NONE, List.of()));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void everyRecordArrivesInItsOrder() throws Exception {
    List<String> ids = append(0, 700);
    try (Delivery delivery = start(NO_RULES)) {
      assertThat(take(700)).isEqualTo(ids);
      List<String> more = append(700, 50);
      delivery.wake();
      assertThat(take(50)).isEqualTo(more);
    }
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgainAndNothingElse() throws Exception {
    dead.set(true);
    List<String> ids = append(0, 3);
    try (Delivery delivery = start(NO_RULES)) {
      List<String> expected = new ArrayList<>(List.of(ids.getFirst()));
      expected.addAll(ids);
      assertThat(take(4)).isEqualTo(expected);
    }
  }

  @Test
  void aNewStartGoesOnWhereTheLastOneEnded() throws Exception {
    append(0, 3);
    Cursor.open(folder.resolve("cursor")).advance(2);
    try (Delivery delivery = start(NO_RULES)) {
      assertThat(take(1)).containsExactly("id-2");
    }
  }

  @Test
  void aRuleDropsRecords() throws Exception {
    append(0, 3);
    try (Delivery delivery = start(Rules.of("record.id == 'id-1'", Map.of()))) {
      assertThat(take(2)).containsExactly("id-0", "id-2");
    }
  }

  private Delivery start(Rules rules) throws IOException {
    var delivery =
        new Delivery(
            "test",
            log.reader(),
            new Messages(rules, Form.RECORD),
            sink,
            Cursor.open(folder.resolve("cursor")));
    delivery.start();
    return delivery;
  }

  private List<String> append(int from, int count) {
    List<String> ids = IntStream.range(from, from + count).mapToObj(i -> "id-" + i).toList();
    log.append(ids.stream().map(DeliveryTest::entry).toList()).join();
    return ids;
  }

  private static Entry entry(String id) {
    return new RecordWriter().write(new LogRecord.Stopped(id, Instant.EPOCH, "test"), Masks.NONE);
  }

  private List<String> take(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      String next = arrived.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("message %d", taken.size()).isNotNull();
      taken.add(next);
    }
    return taken;
  }
}
