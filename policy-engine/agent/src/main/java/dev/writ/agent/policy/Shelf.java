package dev.writ.agent.policy;

import dev.writ.log.store.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last accepted bundle and the highest sequence that was seen, which outlives it: the
 * loss or the end of a bundle must not let an older one in. Used by one thread at a time.
 */
public final class Shelf {
  private final Path bundle;
  private final Path sequence;
  private final Disk disk;
  private long highest;

  private Shelf(Path bundle, Path sequence, Disk disk, long highest) {
    this.bundle = bundle;
    this.sequence = sequence;
    this.disk = disk;
    this.highest = highest;
  }

  /**
   * The shelf in a folder.
   *
   * @throws IOException if what it holds cannot be read
   */
  public static Shelf in(Path folder, Disk disk) throws IOException {
    Files.createDirectories(folder);
    Path sequence = folder.resolve("sequence");
    return new Shelf(folder.resolve("bundle"), sequence, disk, read(sequence));
  }

  private static long read(Path sequence) throws IOException {
    try {
      return Long.parseUnsignedLong(Files.readString(sequence).strip());
    } catch (NoSuchFileException none) {
      return 0;
    } catch (NumberFormatException e) {
      throw new IOException("`" + sequence + "` holds no sequence; restore it from a backup", e);
    }
  }

  /** The highest sequence that was kept, unsigned. */
  long sequence() {
    return highest;
  }

  byte @Nullable [] bundle() throws IOException {
    try {
      return Files.readAllBytes(bundle);
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  /** Remembers that a bundle of this sequence was seen. */
  void saw(long next) throws IOException {
    if (Long.compareUnsigned(next, highest) > 0) {
      disk.replace(sequence, (Long.toUnsignedString(next) + "\n").getBytes(StandardCharsets.UTF_8));
      highest = next;
    }
  }

  /** Keeps a bundle, in one step. */
  void keep(byte[] bytes, long next) throws IOException {
    disk.replace(bundle, bytes);
    saw(next);
  }
}
