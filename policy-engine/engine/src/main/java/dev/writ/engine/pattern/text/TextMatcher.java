package dev.writ.engine.pattern.text;

import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.TextPattern;

/**
 * Matches texts against one compiled pattern in time linear in the text and without allocating.
 * Immutable and thread-safe.
 */
public sealed interface TextMatcher permits LiteralMatcher, AutomatonMatcher {

  /** Whether the pattern matches the text, anywhere in it unless the pattern is anchored. */
  boolean matches(String text);

  /**
   * The matcher of a pattern.
   *
   * @throws InvalidProgram if the pattern's tables contradict each other
   */
  static TextMatcher of(TextPattern pattern) {
    return switch (pattern) {
      case TextPattern.Literals literals -> new LiteralMatcher(literals);
      case TextPattern.Automaton automaton -> new AutomatonMatcher(automaton);
    };
  }
}
