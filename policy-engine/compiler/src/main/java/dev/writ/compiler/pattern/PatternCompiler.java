package dev.writ.compiler.pattern;

import com.google.re2j.PatternSyntaxException;
import com.google.re2j.RegexProgram;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.engine.program.TextPattern;

/**
 * Compiles RE2 syntax. A pattern matches anywhere in a text unless it is anchored, as CEL's {@code
 * matches} does. Stateless.
 */
public final class PatternCompiler {
  private static final int MAX_INSTRUCTIONS = 5_000;

  private PatternCompiler() {}

  /**
   * Compiles one pattern, in bounded time and space.
   *
   * @throws PatternRefused if it is not a pattern or needs more states than are allowed
   */
  public static TextPattern compile(String source) throws PatternRefused {
    RegexProgram program = program(source);
    TextPattern.Literals literals = new LiteralSearch(program).literals(source);
    return literals != null ? literals : new AutomatonBuilder(source, program).build();
  }

  private static RegexProgram program(String source) throws PatternRefused {
    try {
      RegexProgram program = RegexProgram.compile(source, MAX_INSTRUCTIONS);
      if (program == null) {
        throw tooComplex(source);
      }
      return program;
    } catch (PatternSyntaxException invalid) {
      throw new PatternRefused(Quote.of(source) + " is not a pattern: " + invalid.getDescription());
    }
  }

  static PatternRefused tooComplex(String source) {
    return new PatternRefused(
        "the pattern "
            + Quote.of(source)
            + " needs too many states to be matched in one pass; make its repetitions smaller");
  }
}
