package dev.writ.server.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far a sink has come, kept in a file. After a crash it may lie behind: then records are sent
 * again. Not thread-safe.
 */
final class Cursor {
  private final Path file;
  private long next;

  private Cursor(Path file, long next) {
    this.file = file;
    this.next = next;
  }

  /**
   * Reads the cursor of a sink; one that there is not stands at the first record.
   *
   * @throws IOException if the file cannot be read or is not a cursor
   */
  static Cursor open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!Files.exists(file)) {
      return new Cursor(file, 0);
    }
    String text = Files.readString(file).strip();
    try {
      return new Cursor(file, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IOException(
          "`" + file + "` says not how far its sink has come: delete it to send all again", e);
    }
  }

  /** The index of the record to send next. */
  long next() {
    return next;
  }

  /** Everything before this record has arrived. */
  void advance(long to) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.writeString(unfinished, to + "\n");
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    next = to;
  }
}
