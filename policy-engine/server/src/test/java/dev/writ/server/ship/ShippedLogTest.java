package dev.writ.server.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.ship.InvalidShipment;
import dev.writ.log.ship.Shipment;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexKeys;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.Layout;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedLogTest {
  @TempDir private Path folder;
  private SigningKey key;
  private ShippedLog copy;

  @BeforeEach
  void open() throws IOException, InvalidNoteException {
    key = SigningKey.generate("writ-agent/test");
    copy = ShippedLog.open(folder.resolve("copy"), key.verifier());
  }

  @AfterEach
  void close() {
    copy.close();
  }

  @Test
  void whatIsSentTwiceIsTakenOnce() throws Exception {
    List<Entry> entries = entries(0, 600);
    String note = checkpoint(entries);
    assertThat(copy.take(Shipment.nothing())).isZero();
    assertThat(copy.take(new Shipment(0, entries.subList(0, 300), ""))).isEqualTo(300);
    assertThat(copy.take(new Shipment(100, entries.subList(100, 400), ""))).isEqualTo(400);
    assertThat(copy.take(new Shipment(0, entries, note))).isEqualTo(600);
    assertThat(copy.take(new Shipment(0, entries, note))).isEqualTo(600);
  }

  @Test
  void aRestartGoesOnWhereItWas() throws Exception {
    List<Entry> entries = entries(0, 300);
    copy.take(new Shipment(0, entries.subList(0, 200), ""));
    copy.close();
    copy = ShippedLog.open(folder.resolve("copy"), key.verifier());
    assertThat(copy.take(Shipment.nothing())).isEqualTo(200);
    Shipment rest = new Shipment(200, entries.subList(200, 300), checkpoint(entries));
    assertThat(copy.take(rest)).isEqualTo(300);
  }

  @Test
  void missingEntriesAreAGap() throws Exception {
    copy.take(new Shipment(0, entries(0, 10), ""));
    assertThatThrownBy(() -> copy.take(new Shipment(11, entries(11, 20), "")))
        .isInstanceOf(Mismatch.class)
        .hasMessageContaining("begins with number 11")
        .extracting(e -> ((Mismatch) e).kind())
        .isEqualTo(Mismatch.Kind.GAP);
    assertThat(copy.take(Shipment.nothing())).isEqualTo(10);
  }

  @Test
  void anotherEntryAtAKnownPlaceIsAFork() throws Exception {
    copy.take(new Shipment(0, entries(0, 10), ""));
    assertFork(new Shipment(9, entries(1_000, 1_002), ""));
  }

  @Test
  void anotherTreeIsAFork() throws Exception {
    List<Entry> others = new ArrayList<>(entries(0, 9));
    others.add(entry(77));
    assertFork(new Shipment(0, entries(0, 10), checkpoint(others)));
  }

  @Test
  void aLogThatWasSetBackIsAFork() throws Exception {
    copy.take(new Shipment(0, entries(0, 10), ""));
    assertFork(new Shipment(0, entries(0, 5), checkpoint(entries(0, 5))));
  }

  /** And after it nothing is taken any more. */
  private void assertFork(Shipment shipment) {
    for (Shipment each : List.of(shipment, Shipment.nothing())) {
      assertThatThrownBy(() -> copy.take(each))
          .isInstanceOf(Mismatch.class)
          .extracting(e -> ((Mismatch) e).kind())
          .isEqualTo(Mismatch.Kind.FORK);
    }
  }

  @Test
  void aCheckpointOfAnotherKeyIsNotBelieved() throws Exception {
    key = SigningKey.generate("writ-agent/test");
    String note = checkpoint(entries(0, 10));
    assertThatThrownBy(() -> copy.take(new Shipment(0, entries(0, 10), note)))
        .isInstanceOf(InvalidNoteException.class);
  }

  @Test
  void shipmentsAreReadBackAsWritten() throws Exception {
    var disclosure = new Disclosure(new byte[32], new byte[] {1, 2, 3});
    var entry = new Entry(new byte[] {4, 5}, List.of(disclosure), IndexKeys.NONE);
    byte[] bytes = new Shipment(7, List.of(entry), "note").encode();
    Shipment read = Shipment.decode(bytes);
    assertThat(read.end()).isEqualTo(8);
    assertThat(read.checkpoint()).isEqualTo("note");
    assertThat(read.entries().getFirst().leaf()).containsExactly(4, 5);
    assertThat(read.entries().getFirst().disclosures().getFirst().content())
        .containsExactly(1, 2, 3);
    for (int length = 0; length < bytes.length - 4; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Shipment.decode(cut)).isInstanceOf(InvalidShipment.class);
    }
  }

  /** What an agent signs that has these entries. */
  private String checkpoint(List<Entry> entries) throws IOException {
    Path place = Files.createTempDirectory(folder, "agent");
    var parts = new LogParts(dropped -> entry(0), IndexWriter.NONE, List.of());
    try (var log = DecisionLog.open(place, key, LogSettings.of(Durability.REQUIRED), parts)) {
      log.append(entries).join();
      log.sign().join();
      return Files.readString(new Layout(place).checkpoint());
    }
  }

  @Test
  void theCheckpointsOfTheTestAreReal() throws Exception {
    Checkpoint checkpoint = Checkpoint.verified(checkpoint(entries(0, 3)), key.verifier());
    assertThat(checkpoint.size()).isEqualTo(3);
  }

  private static List<Entry> entries(int from, int to) {
    List<Entry> entries = new ArrayList<>();
    for (int at = from; at < to; at++) {
      entries.add(entry(at));
    }
    return entries;
  }

  private static Entry entry(int at) {
    byte[] leaf = ("{\"entry\":" + at + "}").getBytes(StandardCharsets.UTF_8);
    return new Entry(leaf, List.of(), IndexKeys.NONE);
  }
}
