package dev.writ.engine.decide;

import dev.writ.engine.index.Candidates;
import dev.writ.engine.index.Keys;
import dev.writ.engine.index.PermissionIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candidates of one kind in the order of deciding, with their index. */
final class CandidateSet {
  private final List<Candidate> candidates = new ArrayList<>();
  private final PermissionIndex.Builder builder = new PermissionIndex.Builder();
  private @Nullable PermissionIndex index;

  void add(Candidate candidate, Keys keys) {
    builder.add(candidates.size(), candidate.permissions(), keys);
    candidates.add(candidate);
  }

  /** Ends adding. */
  void freeze() {
    index = builder.build();
  }

  Candidates match(List<String> segments) {
    return java.util.Objects.requireNonNull(index, "freeze comes first").match(segments);
  }

  Candidate get(int number) {
    return candidates.get(number);
  }

  List<Candidate> all() {
    return candidates;
  }
}
