package dev.writ.engine.program;

/**
 * An expression with the text it was written in.
 *
 * @param text the author's text; spans point into it
 * @param file the file it stands in, relative to the repository's root
 * @param line the line its text begins on, from 1
 * @param root what it means
 * @param locals how many slots its folds and bindings use
 */
public record Expression(String text, String file, int line, Expr root, int locals) {}
