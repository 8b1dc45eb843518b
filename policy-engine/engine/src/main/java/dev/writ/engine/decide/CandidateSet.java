package dev.writ.engine.decide;

import dev.writ.engine.index.Candidates;
import dev.writ.engine.index.Keys;
import dev.writ.engine.index.PermissionIndex;
import java.util.ArrayList;
import java.util.List;

/** Candidates of one kind in the order of deciding, with their index. Immutable. */
final class CandidateSet {
  private final List<Candidate> candidates;
  private final PermissionIndex index;

  private CandidateSet(List<Candidate> candidates, PermissionIndex index) {
    this.candidates = List.copyOf(candidates);
    this.index = index;
  }

  Candidates match(List<String> segments) {
    return index.match(segments);
  }

  Candidate get(int number) {
    return candidates.get(number);
  }

  List<Candidate> all() {
    return candidates;
  }

  /** Gathers candidates. */
  static final class Builder {
    private final List<Candidate> candidates = new ArrayList<>();
    private final PermissionIndex.Builder index = new PermissionIndex.Builder();

    void add(Candidate candidate, Keys keys) {
      index.add(candidates.size(), candidate.permissions(), keys);
      candidates.add(candidate);
    }

    CandidateSet build() {
      return new CandidateSet(candidates, index.build());
    }
  }
}
