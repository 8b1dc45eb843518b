package dev.writ.bundle;

import dev.writ.engine.bundle.Bundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps the last accepted bundle in a folder, and the highest sequence that was seen, which
 * outlives it: the loss or the end of a bundle must not let an older one in. For one thread, and
 * one process.
 */
public final class BundleShelf {
  private final Path bundle;
  private final Path sequence;
  private long highest;

  private BundleShelf(Path folder, long highest) {
    bundle = folder.resolve("bundle");
    sequence = folder.resolve("sequence");
    this.highest = highest;
  }

  /**
   * The shelf in a folder, which is made where there is none.
   *
   * @throws IOException if what it holds cannot be read
   */
  public static BundleShelf in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new BundleShelf(folder, read(folder.resolve("sequence")));
  }

  private static long read(Path sequence) throws IOException {
    try {
      return Long.parseUnsignedLong(Files.readString(sequence).strip());
    } catch (NoSuchFileException none) {
      return Bundle.NONE_SEEN;
    } catch (NumberFormatException e) {
      throw new IOException("`" + sequence + "` holds no sequence; write the last one into it", e);
    }
  }

  /** The highest sequence that was kept, unsigned. */
  long sequence() {
    return highest;
  }

  Optional<byte[]> bundle() throws IOException {
    try {
      return Optional.of(Files.readAllBytes(bundle));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Keeps a bundle. The sequence goes first: a crash between the two must not open a way back. */
  void keep(byte[] bytes, long next) throws IOException {
    if (next != highest) {
      replace(sequence, (Long.toUnsignedString(next) + "\n").getBytes(StandardCharsets.UTF_8));
      highest = next;
    }
    replace(bundle, bytes);
  }

  /** In one step, and on disk when it returns. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            whole,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
