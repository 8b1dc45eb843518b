package dev.writ.log.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows sorted by hash, then index: which entries have which id, subject and resource.
 * Rows are never changed. Hashes are spread evenly, so where one stands can be computed nearly; a
 * look-up reads few blocks however long the file is. Thread-safe.
 */
final class Run implements AutoCloseable {
  /** A hash and the index of an entry. */
  static final int ROW = 2 * Long.BYTES;

  /** What is read at once. */
  static final int BLOCK = 4096;

  private static final int ROWS = BLOCK / ROW;
  private static final Pattern NAME = Pattern.compile("run-(\\d+)-(\\d+)-(\\d+)-(\\d+)");

  private final Path file;
  private final Span span;
  private final FileChannel channel;
  private final long rows;
  private final AtomicLong reads;

  /**
   * What a run covers.
   *
   * @param level how often its rows were merged
   * @param key the number of the key of its hashes
   * @param from the first entry
   * @param to the index after the last entry
   */
  record Span(int level, int key, long from, long to) {
    String fileName() {
      return "run-%d-%d-%020d-%020d".formatted(level, key, from, to);
    }

    static @Nullable Span of(String fileName) {
      Matcher parts = NAME.matcher(fileName);
      return parts.matches()
          ? new Span(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Long.parseLong(parts.group(3)),
              Long.parseLong(parts.group(4)))
          : null;
    }
  }

  private Run(Path file, Span span, AtomicLong reads) throws IOException {
    this.file = file;
    this.span = span;
    this.reads = reads;
    channel = FileChannel.open(file, StandardOpenOption.READ);
    rows = channel.size() / ROW;
  }

  /**
   * Opens a run.
   *
   * @param reads counts the blocks that are read
   */
  static Run open(Path folder, Span span, AtomicLong reads) throws IOException {
    return new Run(folder.resolve(span.fileName()), span, reads);
  }

  Span span() {
    return span;
  }

  Path file() {
    return file;
  }

  long rows() {
    return rows;
  }

  /** A block of rows; the last one is shorter. */
  ByteBuffer block(long number) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long at = number * BLOCK;
    while (block.hasRemaining() && channel.read(block, at + block.position()) >= 0) {
      // a read may give less than asked for
    }
    reads.incrementAndGet();
    return block.flip();
  }

  /**
   * The entries with a hash before an index, the last first.
   *
   * @param most how many at most
   */
  List<Long> entries(long hash, long before, int most) throws IOException {
    List<Long> found = new ArrayList<>();
    long row = lowerBound(hash, before) - 1;
    ByteBuffer block = null;
    long number = -1;
    while (row >= 0 && found.size() < most) {
      if (block == null || row / ROWS != number) {
        number = row / ROWS;
        block = block(number);
      }
      int place = (int) (row % ROWS) * ROW;
      if (block.getLong(place) != hash) {
        break;
      }
      found.add(block.getLong(place + Long.BYTES));
      row--;
    }
    return found;
  }

  /**
   * The first row that does not stand before a hash and an index. It begins where the hash should
   * be, goes on from there in growing steps, and halves what is left.
   */
  private long lowerBound(long hash, long index) throws IOException {
    long blocks = (rows + ROWS - 1) / ROWS;
    long low = 0;
    long high = blocks;
    long at = Math.min(Math.unsignedMultiplyHigh(hash, blocks), blocks - 1);
    boolean forward = false;
    boolean backward = false;
    for (long step = 1; low < high; step *= 2) {
      boolean after = isBefore(block(at), -1, hash, index);
      forward |= after;
      backward |= !after;
      low = after ? at + 1 : low;
      high = after ? high : at;
      if (forward && backward) {
        at = (low + high) >>> 1;
      } else {
        at = after ? Math.min(at + step, high - 1) : Math.max(at - step, low);
      }
    }
    return low == blocks ? rows : low * ROWS + inBlock(block(low), hash, index);
  }

  private static int inBlock(ByteBuffer block, long hash, long index) {
    int row = 0;
    while (isBefore(block, row, hash, index)) {
      row++;
    }
    return row;
  }

  /** Whether a row, or with -1 the block's last one, stands before a hash and an index. */
  private static boolean isBefore(ByteBuffer block, int row, long hash, long index) {
    int place = row < 0 ? block.limit() - ROW : row * ROW;
    int hashes = Long.compareUnsigned(block.getLong(place), hash);
    return hashes < 0 || hashes == 0 && block.getLong(place + Long.BYTES) < index;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
