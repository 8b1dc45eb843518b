package dev.writ.log.read;

import dev.writ.log.read.Rows.Row;
import dev.writ.log.read.Run.Span;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.InvalidRecord;
import dev.writ.log.record.Keys;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.IndexKeys;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a log records stand. It is a help to searches, never the truth: it can be deleted and
 * made again from the log, and what it finds is held against the record.
 *
 * <p>The newest entries are in memory. Every {@value #RUN_ENTRIES} of them become a {@link Run},
 * and every {@value #FAN} runs of a size one that is larger, so that of {@code n} entries there are
 * about {@code 8 log8(n / 65,536)} runs to look into. Thread-safe.
 */
public final class Index implements IndexWriter, AutoCloseable {
  static final int RUN_ENTRIES = 65_536;
  static final int FAN = 8;

  private static final String UNFINISHED = ".unfinished";

  private final Path folder;
  private final SearchKeys keys;
  private final int runEntries;
  private final AtomicLong reads = new AtomicLong();
  private final Summaries summaries;
  private List<Run> runs = List.of();
  private List<Row> rows = new ArrayList<>();
  private int key;
  private SearchKeys.Hasher hasher;
  private long from;
  private long next;

  private Index(Path folder, SearchKeys keys, int runEntries) throws IOException {
    this.folder = folder;
    this.keys = keys;
    this.runEntries = runEntries;
    key = keys.newest();
    hasher = keys.hasher(key);
    summaries = new Summaries(folder.resolve("summaries"), reads);
  }

  /** Opens the index in a folder, or begins one. */
  public static Index open(Path folder, SearchKeys keys) throws IOException {
    return open(folder, keys, RUN_ENTRIES);
  }

  static Index open(Path folder, SearchKeys keys, int runEntries) throws IOException {
    Files.createDirectories(folder);
    var index = new Index(folder, keys, runEntries);
    index.load();
    return index;
  }

  private void load() throws IOException {
    List<Span> spans = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Span span = Span.of(file.getFileName().toString());
        if (span != null) {
          spans.add(span);
        } else if (file.toString().endsWith(UNFINISHED)) {
          Files.delete(file);
        }
      }
    }
    List<Run> opened = new ArrayList<>();
    for (Span span : spans) {
      if (spans.stream().anyMatch(other -> isWithin(span, other))) {
        Files.delete(folder.resolve(span.fileName()));
      } else {
        opened.add(Run.open(folder, span, reads));
      }
    }
    opened.sort(Comparator.comparingLong(run -> run.span().from()));
    runs = List.copyOf(opened);
    next = opened.isEmpty() ? 0 : opened.getLast().span().to();
    from = next;
    summaries.load(next);
  }

  /** Whether a run was merged into another before the process ended. */
  private static boolean isWithin(Span span, Span other) {
    return other.level() > span.level() && other.from() <= span.from() && span.to() <= other.to();
  }

  /** The index after the last entry that it knows. */
  public synchronized long next() {
    return next;
  }

  /** How many blocks of files were read so far, to see what a search costs. */
  public long reads() {
    return reads.get();
  }

  @Override
  public synchronized void add(long index, IndexKeys entry) throws IOException {
    if (index < next) {
      return;
    }
    row(index, "id", entry.id());
    row(index, "subject", entry.subject());
    row(index, "resource", entry.resource());
    summaries.add(index, entry);
    next = index + 1;
    if (next - from >= runEntries) {
      settle();
    }
  }

  private void row(long index, String kind, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      rows.add(new Row(hasher.hash(kind, text), index));
    }
  }

  /** Adds what a log has and the index has not. Call it before the log grows. */
  public void catchUp(LogReader log) throws IOException {
    long start = Math.max(next(), log.firstIndex());
    for (long bundle = start / 256; bundle * 256 < log.size(); bundle++) {
      for (LogReader.Stored entry : log.bundle(bundle)) {
        if (entry.index() >= start) {
          add(entry.index(), keys(entry));
        }
      }
    }
  }

  private static IndexKeys keys(LogReader.Stored entry) {
    try {
      var disclosures = Disclosures.of(entry.disclosures());
      return Keys.of(RecordReader.read(entry.leaf(), disclosures).record());
    } catch (InvalidRecord unreadable) {
      return IndexKeys.NONE;
    }
  }

  /** From now on hashes with a new key; what was hashed before stays as it is. */
  public synchronized void rotateKey() throws IOException {
    if (next > from) {
      settle();
    }
    key = keys.rotate();
    hasher = keys.hasher(key);
  }

  /** Makes a run of what is in memory, and of runs that are many. */
  private void settle() throws IOException {
    summaries.save();
    List<Row> settled = rows;
    Run run = write(new Span(0, key, from, next), out -> Rows.write(settled, out));
    List<Run> all = new ArrayList<>(runs);
    all.add(run);
    runs = List.copyOf(all);
    rows = new ArrayList<>();
    from = next;
    for (List<Run> many = mergeable(); !many.isEmpty(); many = mergeable()) {
      merge(many);
    }
  }

  /** The last runs, if they are as many of one level and one key as make a larger one. */
  private List<Run> mergeable() {
    if (runs.size() < FAN) {
      return List.of();
    }
    List<Run> last = runs.subList(runs.size() - FAN, runs.size());
    Span span = last.getFirst().span();
    boolean alike =
        last.stream()
            .allMatch(run -> run.span().level() == span.level() && run.span().key() == span.key());
    return alike ? last : List.of();
  }

  private void merge(List<Run> many) throws IOException {
    Span first = many.getFirst().span();
    Span span = new Span(first.level() + 1, first.key(), first.from(), many.getLast().span().to());
    Run merged = write(span, out -> Rows.merge(many, out));
    List<Run> all = new ArrayList<>(runs.subList(0, runs.size() - FAN));
    all.add(merged);
    runs = List.copyOf(all);
    for (Run old : many) {
      old.close();
      Files.delete(old.file());
    }
  }

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private Run write(Span span, Content content) throws IOException {
    Path file = folder.resolve(span.fileName());
    Path unfinished = folder.resolve(span.fileName() + UNFINISHED);
    try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
      content.write(out);
    }
    try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return Run.open(folder, span, reads);
  }

  /**
   * Entries that may have an id, subject or resource, before an index; the last first.
   *
   * @param kind {@code id}, {@code subject} or {@code resource}
   * @param most how many at most
   */
  synchronized List<Long> find(String kind, String text, long before, int most) throws IOException {
    var hashes = keys.hashes(kind, text);
    List<Long> found = new ArrayList<>();
    Long current = hashes.get(key);
    for (int i = rows.size() - 1; i >= 0 && found.size() < most; i--) {
      Row row = rows.get(i);
      if (current != null && row.hash() == current && row.index() < before) {
        found.add(row.index());
      }
    }
    for (int i = runs.size() - 1; i >= 0 && found.size() < most; i--) {
      Run run = runs.get(i);
      Long hash = hashes.get(run.span().key());
      if (hash != null && run.span().from() < before) {
        found.addAll(run.entries(hash, before, most - found.size()));
      }
    }
    return found;
  }

  /** Whether an entry may be one that is asked for, as far as its span tells. */
  synchronized boolean mayHold(Filter filter, long entry) {
    return summaries.mayHold(filter, entry);
  }

  /** How many spans may hold what is asked for, to see what a search costs. */
  synchronized long spans(Filter filter) {
    return summaries.count(filter);
  }

  /** The first span that ends behind an index and may hold what is asked for. */
  synchronized @Nullable Summary firstThatMayHold(Filter filter, long from) {
    return summaries.firstThatMayHold(filter, from);
  }

  /** Spans before an index that may hold what is asked for; the last first. */
  synchronized @Nullable Summary lastThatMayHold(Filter filter, long before) throws IOException {
    return summaries.lastThatMayHold(filter, before);
  }

  @Override
  public synchronized void close() throws IOException {
    for (Run run : runs) {
      run.close();
    }
  }
}
