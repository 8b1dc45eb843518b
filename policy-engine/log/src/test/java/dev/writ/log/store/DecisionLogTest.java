package dev.writ.log.store;

import static dev.writ.log.store.Logs.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {

  @TempDir Path folder;
  private final SigningKey key = Logs.key("test.example/log");

  private void fill(int from, int to) throws IOException {
    try (DecisionLog log = Logs.open(folder, key)) {
      append(log, from, to);
    }
  }

  private static void append(DecisionLog log, int from, int to) {
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (int at = from; at < to; at++) {
      all.add(log.append(List.of(entry("entry " + at, "secret " + at))));
    }
    for (int at = from; at < to; at++) {
      assertThat(all.get(at - from).join()).isEqualTo(at);
    }
  }

  private void assertHolds(int size) throws IOException {
    LogReader reader = LogReader.of(folder);
    assertThat(reader.size()).isEqualTo(size);
    for (int at = 0; at < size; at++) {
      LogReader.Stored stored = reader.read(at);
      assertThat(Logs.text(stored)).startsWith("entry " + at + "\n");
      assertThat(stored.disclosures())
          .singleElement()
          .extracting(one -> new String(one.content(), StandardCharsets.UTF_8))
          .isEqualTo("secret " + at);
    }
  }

  private Checkpoint checkpoint() throws Exception {
    return Checkpoint.verified(Files.readString(folder.resolve("checkpoint")), key.verifier());
  }

  @Test
  void whatWasAppendedIsThereAfterReopening() throws Exception {
    fill(0, 700);
    assertHolds(700);
    assertThat(checkpoint().size()).isEqualTo(700);
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThat(log.recovery()).isEqualTo(new Recovery(700, false, true, 0));
      append(log, 700, 1100);
    }
    assertHolds(1100);
    assertThat(checkpoint().size()).isEqualTo(1100);
  }

  @Test
  void aNewLogIsFresh() throws Exception {
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThat(log.recovery()).isEqualTo(new Recovery(0, true, true, 0));
    }
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThat(log.recovery()).isEqualTo(new Recovery(0, false, true, 0));
    }
  }

  @Test
  void oneProcessAtATimeWrites() throws Exception {
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThatThrownBy(() -> Logs.open(folder, key))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process");
      append(log, 0, 1);
    }
  }

  @Test
  void aLockThatIsHeldKeepsEveryOtherOut() throws Exception {
    try (FolderLock held = FolderLock.take(folder)) {
      assertThatThrownBy(() -> Logs.open(folder, key)).hasMessageContaining("another process");
      assertThatThrownBy(() -> FolderLock.take(folder)).hasMessageContaining("another process");
      assertThat(folder.resolve("journal")).doesNotExist();
      LogParts parts = Logs.parts();
      LogSettings settings = Logs.settings(Durability.REQUIRED);
      try (DecisionLog log = DecisionLog.open(held, key, settings, parts)) {
        append(log, 0, 1);
      }
    }
    fill(1, 2);
    assertHolds(2);
  }

  @Test
  void aFolderThatWasSignedByAnotherKeyIsRefused() throws Exception {
    fill(0, 10);
    assertThatThrownBy(() -> Logs.open(folder, Logs.key("test.example/log")))
        .hasMessageContaining("cannot be extended")
        .hasMessageContaining("not signed by the key");
  }

  @Test
  void aLogThatLostSignedEntriesIsRefused() throws Exception {
    fill(0, 10);
    Path old = Files.createTempDirectory("writ-old");
    copy(folder.resolve("journal"), old);
    fill(10, 20);
    for (Path journal : new Layout(folder).listJournals()) {
      Files.delete(journal);
    }
    copy(old, folder.resolve("journal"));
    assertThatThrownBy(() -> Logs.open(folder, key))
        .hasMessageContaining("it holds 10 entries, but 20 were signed");
  }

  @Test
  void aLogWhoseEntriesAreNotThoseSignedIsRefused() throws Exception {
    fill(0, 10);
    Path other = Files.createTempDirectory("writ-other");
    try (DecisionLog log = Logs.open(other, key)) {
      append(log, 0, 9);
      log.append(List.of(entry("another"))).join();
    }
    Files.copy(
        other.resolve("checkpoint"),
        folder.resolve("checkpoint"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> Logs.open(folder, key))
        .hasMessageContaining("its first 10 entries are not those signed");
  }

  @Test
  void aTornWriteIsCutOff() throws Exception {
    fill(0, 300);
    Path journal = new Layout(folder).listJournals().getLast();
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, java.util.Arrays.copyOf(whole, whole.length + 70));
    Files.delete(folder.resolve("stopped"));
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThat(log.recovery()).isEqualTo(new Recovery(300, false, false, 70));
      append(log, 300, 301);
    }
    assertHolds(301);
  }

  @Test
  void journalsAreBegunAnewAndOldOnesGo() throws Exception {
    LogSettings small =
        new LogSettings(
            Durability.REQUIRED,
            10_000,
            1 << 20,
            java.time.Duration.ofHours(1),
            1_000_000,
            java.time.Duration.ZERO,
            4_096);
    try (DecisionLog log = DecisionLog.open(folder, key, small, Logs.parts())) {
      for (int at = 0; at < 900; at += 9) {
        append(log, at, at + 9);
      }
    }
    assertHolds(900);
    assertThat(new Layout(folder).listJournals()).hasSize(1);
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThat(log.size()).isEqualTo(900);
    }
  }

  @Test
  void afterARedactionNoByteOfTheValueIsAnywhere() throws Exception {
    try (DecisionLog log = Logs.open(folder, key)) {
      append(log, 0, 600);
      List<Redaction> both =
          List.of(
              new Redaction(7, Logs.disclosure("secret 7").digest()),
              new Redaction(599, Logs.disclosure("secret 599").digest()));
      assertThat(log.redact(both, entry("redacted")).join()).isEqualTo(600);
      assertNowhere("secret 7");
      assertNowhere("secret 599");
      append(log, 601, 900);
    }
    assertNowhere("secret 7");
    assertNowhere("secret 599");
    LogReader reader = LogReader.of(folder);
    assertThat(reader.read(7).disclosures()).isEmpty();
    assertThat(reader.read(8).disclosures()).hasSize(1);
    assertThat(reader.read(599).disclosures()).isEmpty();
  }

  /** The contents end where nothing follows them but another disclosure or the file's end. */
  private void assertNowhere(String content) throws IOException {
    String digest = Logs.hex(Logs.disclosure(content).digest());
    assertThat(digest).hasSize(64);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContainPattern(content + "(?![0-9])");
      }
    }
  }

  @Test
  void pruningDeletesEntriesAndKeepsTheirHashes() throws Exception {
    try (DecisionLog log = Logs.open(folder, key)) {
      append(log, 0, 1000);
      log.sign().join();
      assertThat(log.prunable(700)).isEqualTo(512);
      log.prune(512, true, entry("pruned 0 512")).join();
      assertThat(log.reader().firstIndex()).isEqualTo(512);
      assertThatThrownBy(() -> log.reader().read(511)).isInstanceOf(IOException.class);
      assertThat(Logs.text(log.reader().read(512))).startsWith("entry 512");
    }
    assertThat(folder.resolve("tile/0/001")).exists();
    assertThat(folder.resolve("tile/entries/001")).doesNotExist();
    assertThat(folder.resolve("side/001")).doesNotExist();
    try (DecisionLog log = Logs.open(folder, key)) {
      assertThat(log.size()).isEqualTo(1001);
    }
  }

  @Test
  void aFullQueueRefusesAndTheGapIsWritten() throws Exception {
    LogSettings tiny =
        new LogSettings(
            Durability.BEST_EFFORT,
            4,
            1 << 20,
            java.time.Duration.ofHours(1),
            1_000_000,
            java.time.Duration.ZERO,
            1 << 20);
    try (DecisionLog log = DecisionLog.open(folder, key, tiny, Logs.parts())) {
      List<Entry> five = java.util.Collections.nCopies(5, entry("too many"));
      assertThat(log.append(five)).isCompletedExceptionally();
      log.append(List.of(entry("then"))).join();
      assertThat(log.status().dropped()).isEqualTo(5);
    }
    LogReader reader = LogReader.of(folder);
    assertThat(Logs.text(reader.read(0))).isEqualTo("gap 5");
    assertThat(Logs.text(reader.read(1))).isEqualTo("then");
    assertThat(reader.size()).isEqualTo(2);
  }

  @Test
  void aClosedLogRefuses() throws Exception {
    DecisionLog log = Logs.open(folder, key);
    log.close();
    assertThat(log.append(List.of(entry("late")))).isCompletedExceptionally();
    log.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
