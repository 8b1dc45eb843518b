package dev.writ.log.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A log that is open for appending. Thread-safe. */
public interface DecisionLog extends AutoCloseable {

  /** What opening it found. */
  Recovery recovery();

  /** How many entries are written. */
  long size();

  /**
   * Appends entries, all or none, one after the other. Never blocks.
   *
   * @return completes on the log's own thread, on which nothing may block, with the first entry's
   *     index when the entries are as durable as the settings ask; fails with an {@link
   *     java.io.IOException} when they are not
   */
  CompletableFuture<Long> append(List<Entry> entries);

  /** Writes what waits, signs a last checkpoint and records that the log was closed. */
  @Override
  void close();
}
