package dev.writ.log.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that makes appends durable: entries with their disclosures in the order of their
 * indexes, in frames. It begins at the start of a bundle, so that it alone has all that is not yet
 * in bundles. Used by one thread.
 */
final class Journal implements Closeable {

  static final long MARK = 0x777269746c6f6731L;
  static final int HEAD = 16;
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final Disk.Appender appender;
  private long written;
  private long durable;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

  private Journal(Path file, Disk.Appender appender) {
    this.file = file;
    this.appender = appender;
  }

  /**
   * A new journal that is on disk, under its name, with its first entries.
   *
   * @param first the index of the first entry, the first of a bundle
   */
  static Journal create(Disk disk, Path file, long first, List<Entry> entries) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + Layout.UNFINISHED);
    Journal journal = new Journal(file, disk.create(unfinished));
    try {
      journal.begin(first, entries);
      disk.move(unfinished, file);
      disk.force(file.resolveSibling("."));
      return journal;
    } catch (IOException | RuntimeException failed) {
      journal.close();
      disk.delete(unfinished);
      throw failed;
    }
  }

  private void begin(long first, List<Entry> entries) throws IOException {
    written = HEAD;
    appender.write(ByteBuffer.allocate(HEAD).putLong(MARK).putLong(first).flip());
    write(entries);
    force();
  }

  Path file() {
    return file;
  }

  /** How many bytes it has. */
  long length() {
    return written;
  }

  /** Whether everything in it is on disk. */
  boolean isForced() {
    return durable == written;
  }

  /** Writes entries as one frame. After a failure, nothing may be written to it any more. */
  void write(List<Entry> entries) throws IOException {
    int length = Frame.length(entries);
    ByteBuffer frame = room(length);
    Frame.put(frame, durable, entries);
    appender.write(frame.flip());
    written += length;
  }

  private ByteBuffer room(int length) {
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocateDirect(Math.max(length, 2 * buffer.capacity()));
    }
    return buffer.clear();
  }

  /** Returns when all of it is on disk. After a failure, nothing may be written to it any more. */
  void force() throws IOException {
    appender.force();
    durable = written;
  }

  @Override
  public void close() throws IOException {
    appender.close();
  }
}
