package dev.writ.cli.terminal;

/** A share of a whole as a bar of fixed width. */
public final class Bar {
  private static final String FULL = "█";
  private static final String EMPTY = "░";

  private Bar() {}

  /**
   * The bar. It is full only when all is done, and empty only when nothing is.
   *
   * @param done from 0 to {@code all}
   * @param all at least 1
   * @param width in characters, at least 2
   */
  public static String of(long done, long all, int width) {
    long exact = done * width / all;
    long full = done > 0 && exact == 0 ? 1 : exact;
    return FULL.repeat((int) full) + EMPTY.repeat(width - (int) full);
  }
}
