package dev.writ.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleHolderTest {
  @TempDir private Path folder;

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private BundleHolder onDisk(Instant now) throws IOException {
    return BundleHolder.on(BundleShelf.in(folder), Signed.TRUSTED, at(now));
  }

  private static long sequence(BundleHolder holder) {
    return holder.current().orElseThrow().sequence();
  }

  @Test
  void nothingDecidesBeforeTheFirst() {
    var holder = BundleHolder.inMemory(Signed.TRUSTED, at(Signed.ISSUED));
    assertThat(holder.current()).isEmpty();
    assertThat(holder.offer(Signed.bundle(5))).isTrue();
    assertThat(sequence(holder)).isEqualTo(5);
    assertThat(holder.problem()).isEmpty();
  }

  @Test
  void whatIsNotRightChangesNothing() {
    var holder = BundleHolder.inMemory(Signed.TRUSTED, at(Signed.ISSUED));
    holder.offer(Signed.bundle(5));
    byte[] whole = Signed.bundle(6);
    for (int length = 0; length < whole.length; length++) {
      assertThat(holder.offer(Arrays.copyOf(whole, length))).isFalse();
    }
    assertThat(holder.offer(Signed.strangers(6))).isFalse();
    assertThat(holder.offer(Signed.bundle(4))).isFalse();
    assertThat(holder.problem()).hasValue("the bundle has sequence 4, and 5 was seen before");
    assertThat(holder.refusals()).isEqualTo(whole.length + 2);
    assertThat(sequence(holder)).isEqualTo(5);
    assertThat(holder.offer(whole)).isTrue();
    assertThat(holder.problem()).isEmpty();
  }

  @Test
  void aForkOfTheSequenceIsRefused() {
    var holder = BundleHolder.inMemory(Signed.TRUSTED, at(Signed.ISSUED));
    holder.offer(Signed.bundle(5));
    assertThat(holder.offer(Signed.fork(5))).isFalse();
    assertThat(holder.offer(Signed.bundle(5))).isTrue();
  }

  @Test
  void whatHasRunOutNoLongerDecides() {
    var now = new java.util.concurrent.atomic.AtomicReference<>(Signed.NOT_AFTER);
    var clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    var holder = BundleHolder.inMemory(Signed.TRUSTED, clock);
    holder.offer(Signed.bundle(5));
    assertThat(holder.current()).isPresent();
    now.set(Signed.NOT_AFTER.plusMillis(1));
    assertThat(holder.current()).isEmpty();
    assertThat(holder.last()).isPresent();
  }

  @Test
  void aRestartGoesOnWithWhatIsOnDisk() throws IOException {
    onDisk(Signed.ISSUED).offer(Signed.bundle(5));
    assertThat(sequence(onDisk(Signed.ISSUED))).isEqualTo(5);
  }

  @Test
  void aRestartDoesNotForgetTheSequence() throws IOException {
    onDisk(Signed.ISSUED).offer(Signed.bundle(5));
    Files.delete(folder.resolve("bundle"));
    BundleHolder holder = onDisk(Signed.ISSUED);
    assertThat(holder.current()).isEmpty();
    assertThat(holder.offer(Signed.bundle(4))).isFalse();
    assertThat(holder.offer(Signed.bundle(5))).isTrue();
  }

  @Test
  void anOlderBundlePutOnTheShelfIsNotUsed() throws IOException {
    onDisk(Signed.ISSUED).offer(Signed.bundle(5));
    Files.write(folder.resolve("bundle"), Signed.bundle(4));
    BundleHolder holder = onDisk(Signed.ISSUED);
    assertThat(holder.current()).isEmpty();
    assertThat(holder.problem()).hasValueSatisfying(p -> assertThat(p).contains("sequence 4"));
  }

  @Test
  void aBundleOnDiskThatIsCutAnywhereIsNotUsed() throws IOException {
    onDisk(Signed.ISSUED).offer(Signed.bundle(5));
    byte[] whole = Files.readAllBytes(folder.resolve("bundle"));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("bundle"), Arrays.copyOf(whole, length));
      BundleHolder holder = onDisk(Signed.ISSUED);
      assertThat(holder.current()).isEmpty();
      assertThat(holder.offer(whole)).isTrue();
    }
  }

  @Test
  void aSequenceOnDiskThatIsNoneIsAnError() throws IOException {
    Files.writeString(folder.resolve("sequence"), "five\n");
    assertThatIOException().isThrownBy(() -> BundleShelf.in(folder));
  }
}
