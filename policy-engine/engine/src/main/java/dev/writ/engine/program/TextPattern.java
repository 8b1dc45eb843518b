package dev.writ.engine.program;

import java.util.List;

/** A literal pattern of {@code matches}, compiled: decides in time linear in the text. */
public sealed interface TextPattern {

  /** The pattern as written. */
  String source();

  /**
   * A pattern that is a set of literals.
   *
   * @param anchor where a literal must stand
   */
  record Literals(String source, Anchor anchor, List<String> texts) implements TextPattern {
    public Literals {
      texts = List.copyOf(texts);
    }
  }

  /** Where a literal must stand in the text; the order is part of the encoded program. */
  enum Anchor {
    ANYWHERE,
    START,
    END,
    WHOLE
  }

  /**
   * A deterministic automaton over classes of code points. Reading starts in state 0; a text
   * matches as soon as a state in {@code accepting} is reached, or if at its end the state is in
   * {@code acceptingAtEnd}.
   *
   * @param classStarts first code point of each range, ascending, the first 0
   * @param classOf the class of each range
   * @param classes number of classes
   * @param next row by state: {@code next[state * classes + class]}; -1 = no match is possible any
   *     more
   * @param accepting states by number, from 64-bit words
   * @param acceptingAtEnd likewise
   */
  record Automaton(
      String source,
      int[] classStarts,
      int[] classOf,
      int classes,
      int[] next,
      long[] accepting,
      long[] acceptingAtEnd)
      implements TextPattern {}
}
