package dev.writ.log.store;

import static dev.writ.log.store.Logs.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.verify.LogVerifier;
import dev.writ.log.verify.Progress;
import dev.writ.log.verify.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingDiskTest {

  @TempDir Path folder;
  private final SigningKey key = Logs.key("test.example/log");
  private final FaultyDisk disk = new FaultyDisk();

  private DecisionLog open(Durability durability) throws IOException {
    return DecisionLog.open(folder, key, Logs.settings(durability), Logs.parts(disk));
  }

  private static long append(DecisionLog log, String text) {
    return log.append(List.of(entry(text, "secret of " + text))).join();
  }

  private static void assertRefused(DecisionLog log, String text) {
    assertThatThrownBy(() -> append(log, text))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  private Report verify() throws IOException {
    return LogVerifier.verify(folder, key.verifier(), Logs.DIGESTS, Progress.NONE);
  }

  private void assertHolds(String... texts) throws IOException {
    LogReader reader = LogReader.of(folder);
    List<String> all = new ArrayList<>();
    for (long index = 0; index < reader.size(); index++) {
      all.add(Logs.text(reader.read(index)).lines().findFirst().orElseThrow());
    }
    assertThat(all).containsExactly(texts);
  }

  @Test
  void aFailedForceFailsTheAppendAndNothingIsPretended() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      append(log, "one");
      disk.failForcing(FaultyDisk::isJournal);
      assertRefused(log, "two");
      assertRefused(log, "three");
      assertThat(log.status().failure()).contains("Input/output error");
      Path failed = new Layout(folder).listJournals().getLast();
      disk.heal();
      assertThat(append(log, "four")).isEqualTo(1);
      assertThat(log.status().failure()).isNull();
      assertThat(new Layout(folder).listJournals().getLast()).isNotEqualTo(failed);
    }
    assertHolds("one", "four");
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void aFullDiskFailsAppendsUntilThereIsRoom() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      append(log, "one");
      disk.fill(file -> true);
      assertRefused(log, "two");
      assertRefused(log, "three");
      disk.heal();
      append(log, "four");
    }
    assertHolds("one", "four");
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void aDiskThatTurnsReadOnlyRefusesAppendsAndLosesNothing() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      append(log, "one");
      disk.protect();
      assertRefused(log, "two");
      assertRefused(log, "three");
      assertThat(log.status().failure()).contains("Read-only file system");
      assertThat(LogReader.of(folder).size()).isEqualTo(1);
      disk.heal();
      append(log, "four");
    }
    assertHolds("one", "four");
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void aLogOnAReadOnlyDiskIsNotOpenedAndStaysAsItIs() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      append(log, "one");
    }
    disk.protect();
    assertThatThrownBy(() -> open(Durability.REQUIRED)).hasMessage("Read-only file system");
    assertHolds("one");
    assertThat(verify().problems()).isEmpty();
    disk.heal();
    try (DecisionLog log = open(Durability.REQUIRED)) {
      assertThat(log.recovery()).isEqualTo(new Recovery(1, false, true, 0));
    }
  }

  @Test
  void aProcessThatEndsOnAFullDiskLosesNothingAcknowledged() throws Exception {
    DecisionLog log = open(Durability.REQUIRED);
    append(log, "one");
    disk.fill(file -> true);
    assertRefused(log, "two");
    log.close();
    disk.heal();
    try (DecisionLog again = open(Durability.REQUIRED)) {
      assertThat(again.recovery().stopped()).isFalse();
      assertThat(again.size()).isEqualTo(1);
      append(again, "three");
    }
    assertHolds("one", "three");
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void whatBestEffortDropsIsCountedInTheLog() throws Exception {
    try (DecisionLog log = open(Durability.BEST_EFFORT)) {
      append(log, "one");
      disk.fill(FaultyDisk::isJournal);
      assertRefused(log, "two");
      assertRefused(log, "three");
      disk.heal();
      append(log, "four");
      assertThat(log.status().dropped()).isEqualTo(2);
    }
    assertHolds("one", "gap 2", "four");
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void tilesThatCannotBeWrittenAreWrittenLater() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      disk.fill(FaultyDisk::isTile);
      for (int at = 0; at < 600; at++) {
        append(log, "entry " + at);
      }
      assertThatThrownBy(() -> log.sign().join()).hasMessageContaining("No space left");
      assertThat(log.status().trouble()).contains("No space left");
      disk.heal();
      assertThat(log.sign().join()).isEqualTo(600);
      log.sign().join();
      assertThat(log.status().trouble()).isNull();
    }
    assertThat(verify().problems()).isEmpty();
    assertThat(verify().size()).isEqualTo(600);
  }

  @Test
  void journalsStayWhileNobodyKnowsWhatIsOnDisk() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      for (int at = 0; at < 300; at++) {
        append(log, "entry " + at);
      }
      disk.failForcing(FaultyDisk::isTile);
      byte[] digest = Logs.disclosure("secret of entry 3").digest();
      List<Redaction> one = List.of(new Redaction(3, digest));
      assertThatThrownBy(() -> log.redact(one, entry("redacted " + Logs.hex(digest))).join())
          .hasMessageContaining("Input/output error");
      disk.heal();
      assertThatThrownBy(() -> log.redact(one, entry("redacted " + Logs.hex(digest))).join())
          .hasMessageContaining("until the log is opened again");
      assertThat(new Layout(folder).listJournals()).hasSizeGreaterThan(1);
    }
    assertThat(verify().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("redact it again"));
    Files.write(folder.resolve("tile/entries/000"), new byte[10]);
    try (DecisionLog log = open(Durability.REQUIRED)) {
      byte[] digest = Logs.disclosure("secret of entry 3").digest();
      log.redact(List.of(new Redaction(3, digest)), entry("once more")).join();
    }
    assertThat(verify().problems()).isEmpty();
    assertThat(LogReader.of(folder).read(3).disclosures()).isEmpty();
  }

  @Test
  void onASlowDiskAppendsWaitAndTheQueueIsBounded() throws Exception {
    LogSettings few =
        new LogSettings(
            Durability.REQUIRED,
            100,
            1 << 20,
            Duration.ofHours(1),
            1_000_000,
            Duration.ZERO,
            1 << 20);
    try (DecisionLog log = DecisionLog.open(folder, key, few, Logs.parts(disk))) {
      CountDownLatch done = new CountDownLatch(1);
      disk.slowDown(done);
      List<CompletableFuture<Long>> all = new ArrayList<>();
      CompletableFuture<Long> last;
      do {
        last = log.append(List.of(entry("entry")));
        all.add(last);
      } while (!last.isCompletedExceptionally());
      all.removeLast();
      assertThat(all).hasSizeBetween(100, 1_200).noneMatch(CompletableFuture::isDone);
      done.countDown();
      all.forEach(CompletableFuture::join);
      assertThat(log.size()).isEqualTo(all.size());
    }
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void closingDoesNotWaitForADiskThatNeverWorksAgain() throws Exception {
    LogSettings settings = Logs.settings(Durability.REQUIRED);
    DecisionLog log = DecisionLog.open(folder, key, settings, Logs.parts(disk));
    disk.fill(FaultyDisk::isTile);
    List<Entry> bundle = Collections.nCopies(1_024, entry("entry"));
    for (int at = 0; at < 200; at++) {
      log.append(bundle);
    }
    log.close();
    disk.heal();
    assertThat(log.status().trouble()).isNotNull();
    long size = log.size();
    try (DecisionLog again = open(Durability.REQUIRED)) {
      assertThat(again.recovery()).isEqualTo(new Recovery(size, false, false, 0));
    }
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void aBundleFilledSinceTheTreeWasSignedIsSound() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      for (int at = 0; at < 400; at++) {
        append(log, "entry " + at);
        if (at == 99) {
          log.sign().join();
        }
      }
      log.redact(List.of(), entry("nothing")).join();
      assertThat(verify().size()).isEqualTo(100);
      assertThat(verify().problems()).isEmpty();
    }
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void aLogIsSoundWhileItIsWritten() throws Exception {
    try (DecisionLog log = open(Durability.REQUIRED)) {
      AtomicBoolean done = new AtomicBoolean();
      Thread writing =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int at = 0; !done.get(); at++) {
                      append(log, "entry " + at);
                      if (at % 100 == 0) {
                        log.sign().join();
                      }
                    }
                  });
      append(log, "first");
      log.sign().join();
      for (int round = 0; round < 20; round++) {
        assertThat(verify().problems()).isEmpty();
      }
      done.set(true);
      writing.join();
    }
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void anIndexThatFailsHarmsNothing() throws Exception {
    IndexWriter broken =
        new IndexWriter() {
          @Override
          public void add(long index, IndexKeys keys) throws IOException {
            throw new IOException("the index is broken");
          }

          @Override
          public void flush() throws IOException {
            throw new IOException("the index is broken");
          }
        };
    LogParts parts = new LogParts(Logs::gap, broken, List.of());
    try (DecisionLog log =
        DecisionLog.open(folder, key, Logs.settings(Durability.REQUIRED), parts)) {
      append(log, "one");
    }
    assertHolds("one");
    assertThat(verify().problems()).isEmpty();
    assertThat(verify().notes()).isEmpty();
  }
}
