package dev.writ.log.read;

import dev.writ.log.read.Page.Found;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.InvalidRecord;
import dev.writ.log.record.Keys;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.LogReader;
import java.io.IOException;
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

  /**
   * @param index of the same log, or null
   */
  public LogSearch(LogReader log, @Nullable Index index) {
    this.log = log;
    this.index = index;
  }

  /**
   * One page.
   *
   * @param cursor of the page before, or null for the first
   * @param limit how many records at most, at least 1
   */
  public Page page(Filter filter, @Nullable String cursor, int limit)
      throws IOException, InvalidCursor {
    long before = Math.min(Cursor.before(cursor, filter), log.size());
    var search = new Searching(filter, limit + 1, before);
    search.run();
    List<Found> found = search.found;
    if (found.size() <= limit) {
      return new Page(found, null);
    }
    long last = found.get(limit - 1).entry().index();
    return new Page(found.subList(0, limit), Cursor.of(filter, last));
  }

  /** The newest record with an id, or null. */
  public @Nullable Found byId(String id) throws IOException {
    var filter = new Filter(null, null, id, null, null, null, null, null, null, null);
    var search = new Searching(filter, 1, log.size());
    search.run();
    return search.found.isEmpty() ? null : search.found.getFirst();
  }

  /** One search on its way down the log. */
  private final class Searching {
    private final Filter filter;
    private final int most;
    private final List<Found> found = new ArrayList<>();
    private long before;
    private long read = -1;
    private List<LogReader.Stored> bundle = List.of();

    Searching(Filter filter, int most, long before) {
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
      return found.size() < most && before > log.firstIndex();
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
          before = entry;
          if (found.size() < most && entry >= log.firstIndex()) {
            take(entry);
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

    private void take(long entry) throws IOException {
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
