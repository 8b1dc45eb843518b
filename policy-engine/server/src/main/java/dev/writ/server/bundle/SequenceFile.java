package dev.writ.server.bundle;

import dev.writ.log.store.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Gives out sequences that never go back. Each is on disk before it is used, and at least the
 * milliseconds since 1970, so that a lost disk does not bring old ones again. For one thread.
 */
final class SequenceFile {
  private final Path file;
  private final Disk disk;
  private final Clock clock;

  SequenceFile(Path file, Disk disk, Clock clock) {
    this.file = file;
    this.disk = disk;
    this.clock = clock;
  }

  /**
   * The next sequence, unsigned.
   *
   * @throws IOException where it cannot be kept, or what was kept cannot be read
   */
  long next() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    long last = last();
    if (last == -1) {
      throw new IOException("the sequences of `" + file + "` are used up");
    }
    long time = clock.millis();
    long next = Long.compareUnsigned(time, last) > 0 ? time : last + 1;
    disk.replace(file, (Long.toUnsignedString(next) + "\n").getBytes(StandardCharsets.UTF_8));
    return next;
  }

  private long last() throws IOException {
    try {
      return Long.parseUnsignedLong(Files.readString(file).strip());
    } catch (NoSuchFileException none) {
      return 0;
    } catch (NumberFormatException e) {
      throw new IOException("`" + file + "` holds no sequence; write the last one into it", e);
    }
  }
}
