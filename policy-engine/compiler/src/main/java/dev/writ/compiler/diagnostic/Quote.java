package dev.writ.compiler.diagnostic;

/** An author's text as a message shows it: in backticks, short, and harmless to a terminal. */
public final class Quote {

  private static final int LONGEST = 60;

  private Quote() {}

  /** The text in backticks; shortened, and without characters that are not seen. */
  public static String of(String text) {
    String clean = visible(text.length() <= LONGEST * 2 ? text : text.substring(0, LONGEST * 2));
    int length = clean.codePointCount(0, clean.length());
    boolean whole = clean.length() >= text.length() && length <= LONGEST;
    int end = whole ? clean.length() : clean.offsetByCodePoints(0, Math.min(LONGEST, length));
    return "`" + clean.substring(0, end) + (whole ? "" : "…") + "`";
  }

  /** The whole text in backticks, without characters that are not seen; for text to be copied. */
  public static String whole(String text) {
    return "`" + visible(text) + "`";
  }

  /**
   * The text with every character that controls a terminal or the direction of writing replaced by
   * one that is seen. The number of code points stays the same.
   */
  public static String visible(String text) {
    if (text.codePoints().noneMatch(Quote::isUnseen)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(c -> isUnseen(c) ? '\uFFFD' : c).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isUnseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
