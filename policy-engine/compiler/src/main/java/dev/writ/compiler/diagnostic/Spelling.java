package dev.writ.compiler.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what an author meant by a word that is not known. */
public final class Spelling {

  private static final int LONGEST = 64;

  private Spelling() {}

  /** {@code did you mean `x`?} for the known word nearest to this one; null if none is near. */
  public static @Nullable String help(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    return nearest == null ? null : "did you mean `" + nearest + "`?";
  }

  /**
   * The known word nearest to this one: at most a third of its letters (at least one, at most
   * three) inserted, dropped, replaced or swapped. Of several, the first in alphabetical order.
   */
  public static @Nullable String nearest(String word, Collection<String> known) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return null;
    }
    int limit = Math.clamp(word.length() / 3, 1, 3);
    return known.stream()
        .filter(candidate -> !candidate.equals(word))
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(Comparator.<String>comparingInt(c -> distance(word, c)).thenComparing(c -> c))
        .orElse(null);
  }

  /** Edits between two words, letter case aside; a swap of neighbours is one edit. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = cell(a, b, edits, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cell(String a, String b, int[][] edits, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    best = Math.min(best, edits[i - 1][j - 1] + replace);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
