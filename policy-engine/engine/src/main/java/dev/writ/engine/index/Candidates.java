package dev.writ.engine.index;

import java.util.List;

/** What a permission can meet in an index, whoever asks. Immutable and thread-safe. */
public final class Candidates {
  private final Bucket[] buckets;

  Candidates(List<Bucket> buckets) {
    this.buckets = buckets.toArray(Bucket[]::new);
  }

  /** Fills {@code into} with the entries that can matter to an asker, ascending, none twice. */
  public void collect(Asker asker, IntBuffer into) {
    into.clear();
    for (Bucket bucket : buckets) {
      bucket.collect(asker, into);
    }
    into.sortDistinct();
  }
}
