package dev.writ.engine.value;

import java.util.Set;
import java.util.TreeSet;

/**
 * A value that is not known at this moment: a masked property in a replay, the id that a search
 * ranges over. Never guessed: whatever depends on it is unknown as well.
 *
 * @param paths the properties it stands for, such as {@code resource.ownerId}; sorted, not empty
 */
public record Unknown(Set<String> paths) {
  public Unknown {
    paths = java.util.Collections.unmodifiableSet(new TreeSet<>(paths));
  }

  /** The unknown that stands for one property. */
  public static Unknown of(String path) {
    return new Unknown(Set.of(path));
  }

  /** The unknown that depends on both. */
  public Unknown and(Unknown other) {
    if (paths.containsAll(other.paths)) {
      return this;
    }
    var union = new TreeSet<>(paths);
    union.addAll(other.paths);
    return new Unknown(union);
  }
}
