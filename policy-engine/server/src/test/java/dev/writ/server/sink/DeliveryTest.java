package dev.writ.server.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.config.WritConfig.DecisionLog.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
  @TempDir private Path folder;

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final AtomicBoolean dead = new AtomicBoolean();
  private CountDownLatch stuck = new CountDownLatch(0);
  private SentLog log;

  private final Sink sink =
      new Sink() {
        @Override
        public void send(List<Message> messages) throws IOException, InterruptedException {
          stuck.await();
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
    log = new SentLog(folder);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void everyRecordArrivesInItsOrder() throws Exception {
    List<String> ids = log.append(0, 700);
    try (Delivery delivery = log.send(sink)) {
      assertThat(take(700)).isEqualTo(ids);
      List<String> more = log.append(700, 50);
      delivery.wake();
      assertThat(take(50)).isEqualTo(more);
    }
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgainAndNothingElse() throws Exception {
    dead.set(true);
    List<String> ids = log.append(0, 3);
    try (Delivery delivery = log.send(sink)) {
      List<String> expected = new ArrayList<>(List.of(ids.getFirst()));
      expected.addAll(ids);
      assertThat(take(4)).isEqualTo(expected);
    }
  }

  @Test
  void aSinkThatHangsKeepsNobodyWaitingAndLosesNothing() throws Exception {
    stuck = new CountDownLatch(1);
    try (Delivery delivery = log.send(sink)) {
      List<String> ids = log.append(0, 5_000);
      assertThat(arrived).isEmpty();
      stuck.countDown();
      assertThat(take(5_000)).isEqualTo(ids);
    }
  }

  @Test
  void aSinkThatHangsDoesNotHoldUpTheEnd() throws Exception {
    stuck = new CountDownLatch(1);
    List<String> ids = log.append(0, 3);
    log.send(sink).close();
    stuck.countDown();
    try (Delivery delivery = log.send(sink)) {
      assertThat(take(3)).isEqualTo(ids);
    }
  }

  @Test
  void aNewStartGoesOnWhereTheLastOneEnded() throws Exception {
    log.append(0, 3);
    log.sentUntil(2);
    try (Delivery delivery = log.send(sink)) {
      assertThat(take(1)).containsExactly("id-2");
    }
  }

  @Test
  void aRuleDropsRecords() throws Exception {
    log.append(0, 3);
    Rules rules = Rules.of("record.id == 'id-1'", Map.of());
    try (Delivery delivery = log.send(sink, rules, Form.RECORD)) {
      assertThat(take(2)).containsExactly("id-0", "id-2");
    }
  }

  private List<String> take(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      String next = arrived.poll(60, TimeUnit.SECONDS);
      assertThat(next).as("message %d", taken.size()).isNotNull();
      taken.add(next);
    }
    return taken;
  }
}
