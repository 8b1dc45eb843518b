package dev.writ.log.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of numbers, kept as ranges from a number to before another. */
final class Ranges {

  private final NavigableMap<Long, Long> ranges = new TreeMap<>();

  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    long start = from;
    long end = to;
    Map.Entry<Long, Long> before = ranges.floorEntry(to);
    while (before != null && before.getValue() >= from) {
      start = Math.min(start, before.getKey());
      end = Math.max(end, before.getValue());
      ranges.remove(before.getKey());
      before = ranges.floorEntry(to);
    }
    ranges.put(start, end);
  }

  boolean covers(long from, long to) {
    Map.Entry<Long, Long> before = ranges.floorEntry(from);
    return before != null && before.getValue() >= to;
  }

  /** Each as its first number and the one after its last, in order. */
  List<long[]> all() {
    List<long[]> all = new ArrayList<>();
    ranges.forEach((from, to) -> all.add(new long[] {from, to}));
    return all;
  }

  /** What is in this set and not in another. */
  List<long[]> outside(Ranges other) {
    List<long[]> outside = new ArrayList<>();
    ranges.forEach(
        (from, to) -> {
          long at = from;
          for (Map.Entry<Long, Long> hole : other.ranges.entrySet()) {
            if (hole.getKey() > at && hole.getKey() < to) {
              outside.add(new long[] {at, hole.getKey()});
            }
            at = hole.getKey() <= Math.max(at, to) ? Math.max(at, hole.getValue()) : at;
          }
          if (at < to) {
            outside.add(new long[] {at, to});
          }
        });
    return outside;
  }
}
