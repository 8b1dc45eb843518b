package dev.writ.bench.log;

import com.sun.management.OperatingSystemMXBean;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.IndexKeys;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the log alone costs: CPU time of the whole process for a record of 700 bytes, in both modes,
 * beside what the disk itself forces in groups of 64.
 *
 * <p>Argument: a folder on the disk to measure, which is filled.
 */
public final class AppendCost {

  private static final int LEAF = 700;
  private static final int CONNECTIONS = 64;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private AppendCost() {}

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    for (int round = 0; round < 3; round++) {
      Path here = Files.createTempDirectory(folder, "round");
      double raw = forcesEachSecond(here.resolve("raw"));
      System.out.printf("disk alone: %.0f groups/s = %.0f records/s%n", raw, raw * CONNECTIONS);
      measure("required", here, Durability.REQUIRED, CONNECTIONS, 300_000, 0);
      measure("required, 1 disclosure", here, Durability.REQUIRED, CONNECTIONS, 300_000, 1);
      measure("best-effort", here, Durability.BEST_EFFORT, 2_000, 1_500_000, 0);
      measure("best-effort, 1 disclosure", here, Durability.BEST_EFFORT, 2_000, 1_500_000, 1);
    }
  }

  private static double forcesEachSecond(Path file) throws IOException {
    ByteBuffer group = ByteBuffer.allocateDirect(LEAF * CONNECTIONS);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      int groups = 0;
      long start = System.nanoTime();
      long end = start + 5_000_000_000L;
      while (System.nanoTime() < end) {
        channel.write(group.clear());
        channel.force(false);
        groups++;
      }
      return groups / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void measure(
      String what,
      Path folder,
      Durability durability,
      int outstanding,
      int records,
      int disclosures)
      throws Exception {
    LogParts parts = new LogParts(dropped -> entry(0), IndexWriter.NONE, List.of());
    try (DecisionLog log =
        DecisionLog.open(
            folder.resolve(what.replaceAll("[^a-z0-9]+", "-")),
            SigningKey.generate("bench.example/log"),
            LogSettings.of(durability),
            parts)) {
      List<Entry> one = List.of(entry(disclosures));
      append(log, one, outstanding, records / 5);
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      append(log, one, outstanding, records);
      log.sign().join();
      double seconds = (System.nanoTime() - start) / 1e9;
      double micros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / records;
      System.out.printf(
          "%-26s %,9.0f records/s, %.2f µs CPU/record%n", what, records / seconds, micros);
    }
  }

  private static void append(DecisionLog log, List<Entry> one, int outstanding, int records)
      throws InterruptedException {
    AtomicLong left = new AtomicLong(records);
    Semaphore done = new Semaphore(0);
    for (int at = 0; at < outstanding; at++) {
      next(log, one, left, done);
    }
    done.acquire(outstanding);
  }

  private static void next(DecisionLog log, List<Entry> one, AtomicLong left, Semaphore done) {
    if (left.getAndDecrement() <= 0) {
      done.release();
      return;
    }
    log.append(one)
        .whenComplete(
            (index, failed) -> {
              if (failed != null) {
                throw new IllegalStateException(failed);
              }
              next(log, one, left, done);
            });
  }

  private static Entry entry(int disclosures) {
    byte[] content = new byte[60];
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      Disclosure one = new Disclosure(digest, content);
      return new Entry(new byte[LEAF], List.of(one).subList(0, disclosures), IndexKeys.NONE);
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
