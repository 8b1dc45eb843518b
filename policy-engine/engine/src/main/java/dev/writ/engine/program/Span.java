package dev.writ.engine.program;

/**
 * Where an expression stands in its text, packed into an int to keep expressions small: UTF-16
 * offsets, start inclusive, end exclusive, both at most 65,535.
 */
public final class Span {
  /** The span of what has no text. */
  public static final int NONE = 0;

  private Span() {}

  public static int of(int start, int end) {
    if (start < 0 || end < start || end > 0xFFFF) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
    return start << 16 | end;
  }

  public static int start(int span) {
    return span >>> 16;
  }

  public static int end(int span) {
    return span & 0xFFFF;
  }
}
