package dev.writ.compiler.source;

import java.util.Comparator;

/**
 * A span of a policy file.
 *
 * @param path the file, relative to the repository's root, with {@code /} between segments
 * @param line the first character's line, from 1
 * @param column the first character's column, from 1, counted in Unicode code points
 * @param offset the first character's index in the file's text, from 0, in UTF-16 units
 * @param length the span's length in UTF-16 units; 0 for a point
 */
public record Location(String path, int line, int column, int offset, int length)
    implements Comparable<Location> {

  private static final Comparator<Location> ORDER =
      Comparator.comparing(Location::path)
          .thenComparingInt(Location::line)
          .thenComparingInt(Location::column)
          .thenComparingInt(Location::length);

  /** The place of what concerns a file as a whole: its first character. */
  public static Location ofFile(String path) {
    return new Location(path, 1, 1, 0, 0);
  }

  /** By path, line and column. */
  @Override
  public int compareTo(Location other) {
    return ORDER.compare(this, other);
  }

  /** {@code path:line:column}. */
  @Override
  public String toString() {
    return path + ":" + line + ":" + column;
  }
}
