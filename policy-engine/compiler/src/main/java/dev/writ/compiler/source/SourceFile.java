package dev.writ.compiler.source;

import java.util.Arrays;

/**
 * The text of one policy file, without a byte order mark. Lines end with {@code \n}, {@code \r\n}
 * or {@code \r}, as in YAML. Immutable.
 */
public final class SourceFile {

  private final String path;
  private final String text;
  private final int[] lineStarts;

  public SourceFile(String path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /** The path relative to the repository's root, with {@code /} between segments. */
  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** The number of lines; at least 1. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The text of a line (from 1) without its line break; empty if there is no such line. */
  public String line(int line) {
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    int start = lineStarts[line - 1];
    int end = line == lineStarts.length ? text.length() : lineStarts[line];
    while (end > start && isBreak(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The index in the text of a line's (from 1) first character. */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /**
   * The span from one index in the text (UTF-16 units) to another; both are clamped to the text.
   */
  public Location span(int start, int end) {
    int from = Math.clamp(start, 0, text.length());
    int to = Math.clamp(end, from, text.length());
    int found = Arrays.binarySearch(lineStarts, from);
    int line = found >= 0 ? found : -found - 2;
    int column = text.codePointCount(lineStarts[line], from);
    return new Location(path, line + 1, column + 1, from, to - from);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[(int) (1 + text.chars().filter(SourceFile::isBreak).count())];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (endsLine(text, i)) {
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  private static boolean endsLine(String text, int i) {
    char c = text.charAt(i);
    return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r';
  }
}
