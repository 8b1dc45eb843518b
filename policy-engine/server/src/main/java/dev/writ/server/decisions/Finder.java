package dev.writ.server.decisions;

import dev.writ.log.record.Disclosures;
import dev.writ.log.record.Keys;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds records in a log. Times grow with indexes, but for requests that took long and clocks that
 * were set back, and an id holds its time: so both are found by halving, and only what lies around
 * is looked at. Thread-safe.
 */
public final class Finder {
  /** The most records that are looked at for one page; the next page goes on from there. */
  static final int MOST_LOOKED_AT = 100_000;

  /** By how much a record may stand away from where its time says. */
  static final Duration DISORDER = Duration.ofMinutes(1);

  private static final int BUNDLE = 256;

  private final LogReader log;

  public Finder(LogReader log) {
    this.log = log;
  }

  /**
   * The records that match, the newest first.
   *
   * @param before as the page before said, or {@link Long#MAX_VALUE}
   * @param limit the most records of a page, at least 1
   */
  public Found find(Filter filter, long before, int limit) throws IOException {
    long low = filter.from() == null ? log.firstIndex() : firstSince(filter.from().minus(DISORDER));
    long high =
        Math.min(before, filter.to() == null ? log.size() : firstSince(filter.to().plus(DISORDER)));
    long end = Math.max(low, high - MOST_LOOKED_AT);
    List<Stored> found = new ArrayList<>();
    long at = high;
    while (at > end && found.size() < limit) {
      List<Stored> bundle = log.bundle((at - 1) / BUNDLE);
      at = collect(bundle, filter, at, end, limit, found);
    }
    return new Found(found, at > low ? at : Found.END);
  }

  private static long collect(
      List<Stored> bundle, Filter filter, long from, long end, int limit, List<Stored> found) {
    long at = from;
    while (at > end && found.size() < limit) {
      int place = (int) (at - 1 - bundle.getFirst().index());
      if (place < 0) {
        return at;
      }
      at--;
      if (place < bundle.size() && filter.matches(Keys.of(record(bundle.get(place))))) {
        found.add(bundle.get(place));
      }
    }
    return at;
  }

  /** The record with this id, or null where there is none. */
  public @Nullable Stored byId(String id) throws IOException {
    UUID uuid = parse(id);
    if (uuid == null) {
      return null;
    }
    Instant time = Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    long low = firstSince(time.minus(DISORDER));
    long high = firstSince(time.plus(DISORDER));
    long middle = Math.clamp(firstSince(time), low, Math.max(low, high));
    Stored after = scan(id, middle, high);
    return after == null ? scan(id, low, middle) : after;
  }

  private static @Nullable UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Stored scan(String id, long from, long to) throws IOException {
    byte[] wanted = ("\"id\":\"" + id + "\"").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (long bundle = from / BUNDLE; bundle * BUNDLE < to; bundle++) {
      for (Stored stored : log.bundle(bundle)) {
        if (contains(stored.leaf(), wanted) && record(stored).id().equals(id)) {
          return stored;
        }
      }
    }
    return null;
  }

  private static boolean contains(byte[] leaf, byte[] wanted) {
    for (int i = 0; i + wanted.length <= leaf.length; i++) {
      if (Arrays.equals(leaf, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /** The index of the first record that is not older, or how many there are. */
  public long firstSince(Instant time) throws IOException {
    long low = log.firstIndex();
    long high = log.size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (record(log.read(middle)).time().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The record of an entry, as far as what lies beside it is still there. */
  public static LogRecord record(Stored stored) {
    return RecordReader.read(stored.leaf(), disclosures(stored.disclosures())).record();
  }

  private static Disclosures disclosures(List<Disclosure> beside) {
    return digest ->
        beside.stream()
            .filter(one -> Arrays.equals(one.digest(), digest))
            .map(Disclosure::content)
            .findFirst()
            .orElse(null);
  }
}
