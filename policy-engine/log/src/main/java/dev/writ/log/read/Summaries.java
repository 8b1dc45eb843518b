package dev.writ.log.read;

import dev.writ.log.store.IndexKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The summaries of an index: in memory all of them (100 million entries have 25,000), and in a file
 * that only grows. Not thread-safe.
 */
final class Summaries {
  private final Path file;
  private final AtomicLong reads;
  private final List<Summary> all = new ArrayList<>();
  private int saved;

  Summaries(Path file, AtomicLong reads) {
    this.file = file;
    this.reads = reads;
  }

  /** Reads those of entries before an index, and cuts the file after them. */
  void load(long before) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    reads.addAndGet(bytes.remaining() / Run.BLOCK + 1);
    while (bytes.remaining() >= Summary.SIZE) {
      Summary summary = Summary.read(bytes);
      if (summary == null || summary.to() > before) {
        break;
      }
      all.add(summary);
    }
    saved = all.size();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate((long) saved * Summary.SIZE);
    }
  }

  void add(long index, IndexKeys keys) {
    if (all.size() == saved || all.getLast().isFull()) {
      all.add(new Summary(index));
    }
    all.getLast().add(index, keys);
  }

  /** Makes durable what was added. */
  void save() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((all.size() - saved) * Summary.SIZE);
    all.subList(saved, all.size()).forEach(summary -> summary.write(bytes));
    bytes.flip();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position((long) saved * Summary.SIZE);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    saved = all.size();
  }

  /** Whether an entry may be asked for; true where no summary covers it. */
  boolean mayHold(Filter filter, long entry) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).to() <= entry) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == all.size() || all.get(low).from() > entry || all.get(low).mayHold(filter);
  }

  long count(Filter filter) {
    return all.stream().filter(summary -> summary.mayHold(filter)).count();
  }

  @Nullable Summary firstThatMayHold(Filter filter, long from) {
    for (Summary summary : all) {
      if (summary.to() > from && summary.mayHold(filter)) {
        return summary;
      }
    }
    return null;
  }

  @Nullable Summary lastThatMayHold(Filter filter, long before) {
    for (int i = all.size() - 1; i >= 0; i--) {
      Summary summary = all.get(i);
      if (summary.from() < before && summary.mayHold(filter)) {
        return summary;
      }
    }
    return null;
  }
}
