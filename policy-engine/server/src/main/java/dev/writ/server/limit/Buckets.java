package dev.writ.server.limit;

import io.smallrye.mutiny.Uni;

/** A bucket of calls for each key, filled at a rate. Safe for use by several threads. */
interface Buckets {

  /** What a call finds that is let in. */
  long NOTHING_TO_WAIT = 0;

  /**
   * Takes one call out of a bucket.
   *
   * @return the nanoseconds to wait before there is one again, or {@link #NOTHING_TO_WAIT}
   */
  Uni<Long> take(String key, Rate rate);
}
