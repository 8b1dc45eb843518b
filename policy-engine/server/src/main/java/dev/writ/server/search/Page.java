package dev.writ.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A part of a search's results.
 *
 * @param found at most as many as were asked for
 * @param next the position of the candidate with which the next page begins, or {@link #END}
 */
public record Page(List<String> found, int next) {
  /** There is no next page. */
  public static final int END = -1;

  /** The most candidates that are decided for a page. */
  public static final int MAX_CANDIDATES = 10_000;

  /**
   * Fills a page. It looks one result ahead, so that a page promises a next one only if that holds
   * something, unless the candidates it may decide run out first.
   *
   * @param from the position of the first candidate
   * @param limit the most results
   */
  public static Page of(List<String> candidates, int from, int limit, Predicate<String> allowed) {
    var found = new ArrayList<String>();
    int end = Math.min(candidates.size(), from + MAX_CANDIDATES);
    for (int i = from; i < end; i++) {
      String candidate = candidates.get(i);
      if (allowed.test(candidate)) {
        if (found.size() == limit) {
          return new Page(found, i);
        }
        found.add(candidate);
      }
    }
    return new Page(found, end < candidates.size() ? end : END);
  }
}
