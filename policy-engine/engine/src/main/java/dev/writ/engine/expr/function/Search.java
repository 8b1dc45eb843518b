package dev.writ.engine.expr.function;

import org.jspecify.annotations.Nullable;

/**
 * Finds one text in another in time linear in both: by the JDK where its quadratic worst case is
 * small, else as Knuth, Morris and Pratt do.
 */
public final class Search {
  private static final int SHORT_PATTERN = 8;
  private static final int SMALL_PRODUCT = 4_096;

  private final String pattern;
  private int @Nullable [] borders;

  Search(String pattern) {
    this.pattern = pattern;
  }

  /** Whether a text contains another. */
  public static boolean contains(String text, String pattern, Budget budget) {
    return budget.takeText((long) text.length() + pattern.length())
        && new Search(pattern).find(text, 0) >= 0;
  }

  /** The first index at or after {@code from} at which the pattern stands, or -1; in UTF-16. */
  int find(String text, int from) {
    long product = (long) (text.length() - from) * pattern.length();
    if (pattern.length() <= SHORT_PATTERN || product <= SMALL_PRODUCT) {
      return text.indexOf(pattern, from);
    }
    return findLinear(text, from);
  }

  /** The last index at or before {@code from} at which the pattern stands, or -1; in UTF-16. */
  int findLast(String text, int from) {
    long product = (long) text.length() * pattern.length();
    if (pattern.length() <= SHORT_PATTERN || product <= SMALL_PRODUCT) {
      return text.lastIndexOf(pattern, from);
    }
    int last = -1;
    int matched = 0;
    for (int i = 0; i < text.length() && i - pattern.length() < from; i++) {
      matched = step(matched, text.charAt(i));
      if (matched == pattern.length()) {
        last = i - matched + 1;
        matched = borders()[matched - 1];
      }
    }
    return last;
  }

  private int findLinear(String text, int from) {
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = step(matched, text.charAt(i));
      if (matched == pattern.length()) {
        return i - matched + 1;
      }
    }
    return -1;
  }

  /** How much of the pattern matches after one more unit of the text. */
  private int step(int matched, char unit) {
    int kept = matched;
    while (kept > 0 && pattern.charAt(kept) != unit) {
      kept = borders()[kept - 1];
    }
    return pattern.charAt(kept) == unit ? kept + 1 : kept;
  }

  /** For each prefix of the pattern, how long its longest proper prefix is that also ends it. */
  private int[] borders() {
    if (borders == null) {
      borders = computeBorders();
    }
    return borders;
  }

  private int[] computeBorders() {
    int[] border = new int[pattern.length()];
    borders = border;
    for (int i = 1; i < border.length; i++) {
      border[i] = step(border[i - 1], pattern.charAt(i));
    }
    return border;
  }
}
