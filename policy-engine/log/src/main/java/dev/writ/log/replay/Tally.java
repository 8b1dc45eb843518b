package dev.writ.log.replay;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.AccessRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one thread of a replay found so far. Not thread-safe. */
final class Tally {
  private static final int MOST_EXAMPLES = 5;
  private static final Comparator<Example> IN_LOG = Comparator.comparingLong(Example::index);

  private final Map<Change, Found> changes = new TreeMap<>();
  private final Found undecidable = new Found();
  private long decisions;
  private long same;
  private long withoutPolicies;
  private long notByPolicies;
  private long unreadable;

  /** A count and the first examples. */
  private static final class Found {
    private long count;
    private final List<Example> examples = new ArrayList<>();

    void add(long more, List<Example> some) {
      count += more;
      examples.addAll(some);
      if (examples.size() > MOST_EXAMPLES) {
        examples.sort(IN_LOG);
        examples.subList(MOST_EXAMPLES, examples.size()).clear();
      }
    }

    /** Whether an example from so far on in the log is still among the first. */
    boolean wants(long index) {
      return examples.size() < MOST_EXAMPLES || index < examples.getLast().index();
    }
  }

  /** Where a decision stands in the log. */
  record Place(long index, String id, Instant time) {}

  void same() {
    decisions++;
    same++;
  }

  void withoutPolicies() {
    decisions++;
    withoutPolicies++;
  }

  void notByPolicies() {
    decisions++;
    notByPolicies++;
  }

  void unreadable() {
    unreadable++;
  }

  void changed(Change change, Place place, AccessRequest request, Decision before, Decision after) {
    decisions++;
    Found found = changes.computeIfAbsent(change, none -> new Found());
    found.add(1, example(found, place, request, before, after));
  }

  void undecidable(Place place, AccessRequest request, Decision before, Decision after) {
    decisions++;
    undecidable.add(1, example(undecidable, place, request, before, after));
  }

  private static List<Example> example(
      Found found, Place place, AccessRequest request, Decision before, Decision after) {
    return found.wants(place.index())
        ? List.of(Example.of(place.index(), place.id(), place.time(), request, before, after))
        : List.of();
  }

  /** Takes in what another thread found. */
  void add(Tally other) {
    decisions += other.decisions;
    same += other.same;
    withoutPolicies += other.withoutPolicies;
    notByPolicies += other.notByPolicies;
    unreadable += other.unreadable;
    undecidable.add(other.undecidable.count, other.undecidable.examples);
    other.changes.forEach(
        (change, found) ->
            changes.computeIfAbsent(change, none -> new Found()).add(found.count, found.examples));
  }

  ReplayReport report() {
    List<Group> groups = new ArrayList<>();
    changes.forEach(
        (change, found) -> groups.add(new Group(change, found.count, sorted(found.examples))));
    return new ReplayReport(
        decisions,
        same,
        undecidable.count,
        withoutPolicies,
        notByPolicies,
        unreadable,
        groups,
        sorted(undecidable.examples));
  }

  private static List<Example> sorted(List<Example> examples) {
    return examples.stream().sorted(IN_LOG).toList();
  }
}
