package dev.writ.server.log;

import dev.writ.log.record.Disclosures;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.time.Instant;

/** Finds records by their age; their times grow with their indexes, but for moments. */
final class Ages {
  private Ages() {}

  /** The index of the first record that is not older, or how many there are. */
  static long firstSince(LogReader log, Instant time) throws IOException {
    long low = log.firstIndex();
    long high = log.size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      byte[] leaf = log.read(middle).leaf();
      if (RecordReader.read(leaf, Disclosures.NONE).record().time().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
