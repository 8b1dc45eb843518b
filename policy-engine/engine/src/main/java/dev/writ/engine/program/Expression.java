package dev.writ.engine.program;

/**
 * An expression with the text it was written in.
 *
 * @param text the author's text; spans point into it
 * @param file the file it stands in, relative to the repository's root
 * @param line the line its text begins on, from 1
 * @param root what it means
 * @param locals how many slots its folds and bindings use, at most {@link #MAX_LOCALS}
 */
public record Expression(String text, String file, int line, Expr root, int locals) {
  /** Folds and bindings cannot be more than the levels an expression may have, twice over. */
  public static final int MAX_LOCALS = 1_000;
}
