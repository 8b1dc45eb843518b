package dev.writ.compiler.source;

import java.util.Arrays;

/**
 * Text taken from a YAML scalar, such as a CEL expression, that still knows where in the file each
 * of its characters was written: behind quotes and escapes, across folded lines and after the
 * indentation of blocks. Immutable.
 *
 * <p>The correspondence is kept as runs: from {@code textStarts[i]} on, text and file advance
 * together from {@code fileStarts[i]}. Characters that stand for others (an escape, a folded line
 * break) are runs of their own.
 */
public final class SourceText {

  private final SourceFile file;
  private final String text;
  private final Location location;
  private final int[] textStarts;
  private final int[] fileStarts;

  /**
   * @param location the whole scalar in the file, quotes included
   * @param textStarts where runs start in {@code text}, ascending, the first 0
   * @param fileStarts where the same runs start in the file
   */
  public SourceText(
      SourceFile file, String text, Location location, int[] textStarts, int[] fileStarts) {
    if (textStarts.length == 0 || textStarts.length != fileStarts.length || textStarts[0] != 0) {
      throw new IllegalArgumentException("runs must cover the text from its start");
    }
    this.file = file;
    this.text = text;
    this.location = location;
    this.textStarts = textStarts.clone();
    this.fileStarts = fileStarts.clone();
  }

  /** Text that no author wrote, all of it at one place that it stands for. */
  public static SourceText standIn(SourceFile file, String text, Location location) {
    return new SourceText(file, text, location, new int[] {0}, new int[] {location.offset()});
  }

  /** The text as the YAML scalar says it, unquoted, unescaped and folded. */
  public String text() {
    return text;
  }

  /** The whole scalar in the file, quotes included. */
  public Location location() {
    return location;
  }

  /**
   * Where a span of the text stands in the file. Both numbers count Unicode code points, as CEL
   * does; they are clamped to the text.
   */
  public Location at(int codePointOffset, int codePointLength) {
    int start = advance(0, codePointOffset);
    int end = advance(start, codePointLength);
    return file.span(inFile(start), end == start ? inFile(start) : inFile(end - 1) + 1);
  }

  /**
   * Where a character of the text stands in the file, its place given by line (from 1) and column
   * (from 0, in code points) of the text, as CEL's own messages give it.
   */
  public Location atLine(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int lineBreak = text.indexOf('\n', start);
      start = lineBreak < 0 ? text.length() : lineBreak + 1;
    }
    int from = advance(start, column);
    return at(text.codePointCount(0, from), 1);
  }

  private int advance(int start, int codePoints) {
    int wanted = Math.clamp(codePoints, 0, text.codePointCount(start, text.length()));
    return text.offsetByCodePoints(start, wanted);
  }

  private int inFile(int textOffset) {
    int found = Arrays.binarySearch(textStarts, textOffset);
    int run = found >= 0 ? found : -found - 2;
    return fileStarts[run] + textOffset - textStarts[run];
  }

  /** Equal if the text and its place are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText that
        && text.equals(that.text)
        && location.equals(that.location);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + location.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
