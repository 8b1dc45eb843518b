package dev.writ.log.read;

import dev.writ.log.record.LogRecord;
import dev.writ.log.store.LogReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the records that a search found, the newest first; perhaps none, where many had to be
 * read in vain.
 *
 * @param next the cursor of the next page, or null where there is nothing more
 */
public record Page(List<Found> records, @Nullable String next) {
  public Page {
    records = List.copyOf(records);
  }

  /**
   * A record and where it stands.
   *
   * @param entry as the log holds it
   */
  public record Found(LogReader.Stored entry, LogRecord record) {}
}
