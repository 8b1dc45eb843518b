package dev.writ.compiler.cel;

import dev.writ.engine.program.TextPattern;

/** Gives what expressions refer to by name its number in the program under construction. */
public interface Numbering {
  /** The number of a let of the expression's scope. */
  int let(String name);

  /** The number of a window. */
  int window(String name);

  /** The number of a pattern; equal patterns may share one. */
  int pattern(TextPattern pattern);
}
