package dev.writ.log.read;

import dev.writ.log.read.Page.Found;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.InvalidRecord;
import dev.writ.log.record.Keys;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches a log, the newest records first. What the index knows is found through it; the rest of
 * the log, or all of it without an index, is read. Thread-safe.
 */
public final class LogSearch {
  private static final int BUNDLE = 256;

  /** How many entries are looked up at a time. */
  private static final int LOOKUP = 256;

  private final LogReader log;
  private final @Nullable Index index;
  private final long mostRead;

  /**
   * Without a bound on what a page costs.
   *
   * @param index of the same log, or null
   */
  public LogSearch(LogReader log, @Nullable Index index) {
    this(log, index, Long.MAX_VALUE);
  }

  /**
   * With a bound.
   *
   * @param index of the same log, or null
   * @param mostRead how many entries are read at most for one page, at least 1
   */
  public LogSearch(LogReader log, @Nullable Index index, long mostRead) {
    this.log = log;
    this.index = index;
    this.mostRead = mostRead;
  }

  /**
   * One page. One with a cursor may be short, where much had to be read in vain.
   *
   * @param cursor of the page before, or null for the first
   * @param limit how many records at most, at least 1
   */
  public Page page(Filter filter, @Nullable String cursor, int limit)
      throws IOException, InvalidCursor {
    long before = Math.min(Cursor.before(cursor, filter), log.size());
    var search = new Searching(filter, limit + 1, before, mostRead);
    search.run();
    List<Found> found = search.found;
    if (found.size() <= limit) {
      return new Page(found, search.isTired() ? Cursor.of(filter, search.before) : null);
    }
    long last = found.get(limit - 1).entry().index();
    return new Page(found.subList(0, limit), Cursor.of(filter, last));
  }

  /** The newest record with an id, or null. */
  public @Nullable Found byId(String id) throws IOException {
    var filter = new Filter(null, null, id, null, null, null, null, null, null, null);
    var search = new Searching(filter, 1, log.size(), Long.MAX_VALUE);
    search.run();
    return search.found.isEmpty() ? null : search.found.getFirst();
  }

  /**
   * The index of the first record of a time or later; the log's size where there is none. Records
   * stand in the order in which they were appended, whatever the clock said, so there may be
   * earlier times behind it.
   */
  public long firstSince(Instant time) throws IOException {
    var filter = new Filter(time, null, null, null, null, null, null, null, null, null);
    long at = log.firstIndex();
    long known = index == null ? at : index.next();
    while (index != null && at < known) {
      Summary summary = index.firstThatMayHold(filter, at);
      if (summary == null) {
        break;
      }
      long found = firstIn(filter, Math.max(at, summary.from()), summary.to());
      if (found < summary.to()) {
        return found;
      }
      at = summary.to();
    }
    return firstIn(filter, Math.max(at, known), log.size());
  }

  /** The first that matches from one index on, or the index where to stop. */
  private long firstIn(Filter filter, long from, long to) throws IOException {
    for (long bundle = from / BUNDLE; bundle * BUNDLE < to; bundle++) {
      for (LogReader.Stored stored : log.bundle(bundle)) {
        LogRecord record = stored.index() >= from ? Searching.record(stored) : null;
        if (record != null && stored.index() < to && filter.matches(Keys.of(record))) {
          return stored.index();
        }
      }
    }
    return to;
  }

  /** One search on its way down the log. */
  private final class Searching {
    private final Filter filter;
    private final int most;
    private final List<Found> found = new ArrayList<>();
    private long before;
    private long left;
    private long read = -1;
    private List<LogReader.Stored> bundle = List.of();

    Searching(Filter filter, int most, long before, long mostRead) {
      left = mostRead;
      this.filter = filter;
      this.most = most;
      this.before = before;
    }

    void run() throws IOException {
      scan(index == null ? 0 : index.next());
      if (index != null && filter.id() != null) {
        lookUp(index, "id", filter.id());
      } else if (index != null && filter.subject() != null) {
        lookUp(index, "subject", filter.subject());
      } else if (index != null && filter.resource() != null) {
        lookUp(index, "resource", filter.resource());
      } else if (index != null) {
        summaries(index);
      }
    }

    private boolean goesOn() {
      return found.size() < most && before > log.firstIndex() && left > 0;
    }

    /** Whether it ended early. */
    boolean isTired() {
      return left == 0 && before > log.firstIndex();
    }

    /** Reads everything down to an index. */
    private void scan(long to) throws IOException {
      while (goesOn() && before > to) {
        before--;
        take(before);
      }
    }

    private void lookUp(Index in, String kind, String text) throws IOException {
      while (goesOn()) {
        List<Long> entries = in.find(kind, text, before, LOOKUP);
        if (entries.isEmpty()) {
          return;
        }
        for (long entry : entries) {
          if (goesOn()) {
            before = entry;
            takeIfItMayMatch(in, entry);
          }
        }
      }
    }

    private void summaries(Index in) throws IOException {
      while (goesOn()) {
        Summary summary = in.lastThatMayHold(filter, before);
        if (summary == null) {
          return;
        }
        before = Math.min(before, summary.to());
        scan(summary.from());
      }
    }

    private void takeIfItMayMatch(Index in, long entry) throws IOException {
      if (entry >= log.firstIndex() && in.mayHold(filter, entry)) {
        take(entry);
      }
    }

    private void take(long entry) throws IOException {
      left--;
      if (entry / BUNDLE != read) {
        bundle = log.bundle(entry / BUNDLE);
        read = entry / BUNDLE;
      }
      LogReader.Stored stored = bundle.get((int) (entry % BUNDLE));
      LogRecord record = record(stored);
      if (record != null && filter.matches(Keys.of(record))) {
        found.add(new Found(stored, record));
      }
    }

    private static @Nullable LogRecord record(LogReader.Stored stored) {
      try {
        return RecordReader.read(stored.leaf(), Disclosures.of(stored.disclosures())).record();
      } catch (InvalidRecord unreadable) {
        return null;
      }
    }
  }
}
