package dev.writ.log.store;

import java.util.List;

/**
 * The entries that do not fill a bundle yet, at one moment.
 *
 * @param first the index of the bundle's first entry
 */
record OpenBundle(long first, List<Entry> entries) {

  OpenBundle {
    entries = List.copyOf(entries);
  }

  long size() {
    return first + entries.size();
  }
}
