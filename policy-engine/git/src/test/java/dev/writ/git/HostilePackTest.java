package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.git.GitOptions.Credentials;
import dev.writ.git.GitOptions.Signers;
import dev.writ.testbed.GitUpstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostilePackTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path folder;

  private GitSource open(GitUpstream upstream, long mostBytes) {
    var options =
        new GitOptions(Credentials.NONE, Signers.ANYBODY, Duration.ofSeconds(60), mostBytes, false);
    return GitSource.open(Addresses.of(upstream, ""), options, folder.resolve("cache"));
  }

  private long bytesInCache() throws IOException {
    try (var files = Files.walk(folder.resolve("cache"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void aLargePackIsRefusedAndNothingOfItIsKept() throws Exception {
    GitUpstream upstream = GitUpstream.in(folder);
    byte[] noise = new byte[1 << 20];
    new Random(1).nextBytes(noise);
    Files.write(upstream.work().resolve("noise"), noise);
    upstream.push("large");
    try (GitSource source = open(upstream, 100_000)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("the remote sends more than 100,000 bytes");
      assertThat(source.good()).isEmpty();
    }
    assertThat(bytesInCache()).isLessThan(100_000);
    try (GitSource source = open(upstream, 2 << 20)) {
      assertThat(source.fetch().id()).isEqualTo(upstream.head());
    }
  }

  /** A fifth of a megabyte on the way, and two hundred at its end. */
  @Test
  void aFileThatUnpacksToVeryManyBytesIsRefused() throws Exception {
    GitUpstream upstream = GitUpstream.in(folder);
    try (var file = new java.io.RandomAccessFile(upstream.work().resolve("zeros").toFile(), "rw")) {
      file.setLength(200L << 20);
    }
    upstream.push("zeros");
    try (GitSource source = open(upstream, 256L << 20)) {
      assertThatThrownBy(source::fetch)
          .isInstanceOf(GitUnavailable.class)
          .hasMessageContaining("too large");
    }
    assertThat(bytesInCache()).isLessThan(100_000);
  }

  /** Room for all of them would take gigabytes. */
  @Test
  void aPackThatAnnouncesTooManyObjectsIsRefused() throws Exception {
    byte[] header =
        ByteBuffer.allocate(32)
            .put("PACK".getBytes(StandardCharsets.US_ASCII))
            .putInt(2)
            .putInt(Integer.MAX_VALUE)
            .array();
    try (Cache cache = Cache.open(folder.resolve("cache.git"), new FetchLimits(1_000, LONG));
        ObjectInserter inserter = cache.newObjectInserter()) {
      assertThatThrownBy(() -> inserter.newPackParser(new ByteArrayInputStream(header)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the remote sends more than 2,000,000 objects");
    }
  }

  @Test
  void whatTakesTooLongIsCutOff() {
    var limits = new FetchLimits(1_000, Duration.ZERO);
    InputStream slow = limits.guard(new ByteArrayInputStream(new byte[10]));
    assertThatThrownBy(slow::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("takes too long");
    assertThatThrownBy(() -> limits.monitor().update(1)).isInstanceOf(FetchLimits.TooSlow.class);
    assertThat(new FetchLimits(1_000, LONG).monitor().isCancelled()).isFalse();
  }

  @Test
  void everyWayOfReadingCounts() throws Exception {
    InputStream in = new FetchLimits(10, LONG).guard(new ByteArrayInputStream(new byte[20]));
    assertThat(in.read()).isZero();
    assertThat(in.skip(4)).isEqualTo(4);
    assertThat(in.readNBytes(5)).hasSize(5);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }
}
