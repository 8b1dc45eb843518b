package dev.writ.cli.importing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What policies of another system come to. What cannot be said the same way here is left out as a
 * whole, never in part: half a policy could lack its denies.
 *
 * @param documents the documents by path, as maps and lists
 * @param refused what was left out
 */
public record Translation(SortedMap<String, Map<String, Object>> documents, List<Refused> refused) {

  public Translation {
    documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    refused = List.copyOf(refused);
  }

  /** A document as the text of its file. */
  public String text(String path) {
    return Compiled.text(documents.getOrDefault(path, Map.of()));
  }
}
