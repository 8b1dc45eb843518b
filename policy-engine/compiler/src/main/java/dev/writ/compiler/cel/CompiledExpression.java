package dev.writ.compiler.cel;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.TextPattern;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.SortedSet;

/**
 * A checked expression, independent of the program it will be part of. Immutable and shared between
 * equal texts in equal environments: lets, windows and patterns are numbered by their place in the
 * lists of this record.
 *
 * @param text the author's text
 * @param root what it means
 * @param locals how many slots its folds and bindings use
 * @param lets names of the lets that it refers to
 * @param windows names of the windows that it asks for
 * @param patterns the patterns that it matches
 * @param zones IANA names of the zones that it names
 * @param anyZone whether it computes the name of a zone, so that it needs all
 */
public record CompiledExpression(
    String text,
    Expr root,
    int locals,
    List<String> lets,
    List<String> windows,
    List<TextPattern> patterns,
    SortedSet<String> zones,
    boolean anyZone) {

  public CompiledExpression {
    lets = List.copyOf(lets);
    windows = List.copyOf(windows);
    patterns = List.copyOf(patterns);
  }

  /** The static type. */
  public Type type() {
    return root.type();
  }

  /**
   * The expression as part of a program.
   *
   * @param file where its text stands, relative to the repository's root
   * @param line the line its text begins on, from 1
   */
  public Expression in(String file, int line, Numbering numbering) {
    Expr renumbered =
        new Renumbering(
                lets.stream().mapToInt(numbering::let).toArray(),
                windows.stream().mapToInt(numbering::window).toArray(),
                patterns.stream().mapToInt(numbering::pattern).toArray())
            .of(root);
    return new Expression(text, file, line, renumbered, locals);
  }
}
