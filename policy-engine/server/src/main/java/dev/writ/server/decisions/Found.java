package dev.writ.server.decisions;

import dev.writ.log.store.LogReader.Stored;
import java.util.List;

/**
 * Some of the records that were looked for, the newest first.
 *
 * @param next where to go on: the index before which nothing was looked at, or {@link #END}
 */
public record Found(List<Stored> records, long next) {
  /** There is nothing more. */
  public static final long END = 0;

  public Found {
    records = List.copyOf(records);
  }
}
