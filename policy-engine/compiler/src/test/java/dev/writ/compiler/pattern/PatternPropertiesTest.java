package dev.writ.compiler.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.writ.engine.pattern.text.TextMatcher;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random patterns on random texts, against RE2/J's own matcher and the JDK's. */
class PatternPropertiesTest {

  @Property(tries = 5_000)
  void everyPatternMatchesWhatRe2Matches(
      @ForAll("patterns") String pattern, @ForAll("texts") List<String> texts)
      throws PatternRefused {
    TextMatcher matcher = TextMatcher.of(PatternCompiler.compile(pattern));
    Pattern reference = Pattern.compile(pattern);
    for (String text : texts) {
      assertThat(matcher.matches(text))
          .as("`%s` in `%s`", pattern, text)
          .isEqualTo(reference.matcher(text).find());
    }
  }

  @Property(tries = 1_000)
  void plainPatternsMatchWhatTheJdkMatches(
      @ForAll("plainPatterns") String pattern, @ForAll("texts") List<String> texts)
      throws PatternRefused {
    TextMatcher matcher = TextMatcher.of(PatternCompiler.compile(pattern));
    var reference = java.util.regex.Pattern.compile(pattern);
    for (String text : texts) {
      assertThat(matcher.matches(text))
          .as("`%s` in `%s`", pattern, text)
          .isEqualTo(reference.matcher(text).find());
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withChars("abcAB01_- \n.é😀".toCharArray())
        .ofMaxLength(12)
        .list()
        .ofSize(20);
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> flags = Arbitraries.of("", "(?i)", "(?s)", "(?m)", "(?im)", "(?U)");
    return Combinators.combine(flags, tree(atoms(), 4)).as(String::concat);
  }

  @Provide
  Arbitrary<String> plainPatterns() {
    return tree(Arbitraries.of("a", "b", "c", "0", "[ab]", "[^a\\n]", "\\d", "_"), 3);
  }

  private static Arbitrary<String> atoms() {
    return Arbitraries.of(
        "a", "b", "c", "A", "0", "_", "-", "é", "😀", "\\n", ".", "[ab]", "[^ab]", "[a-z]", "\\d",
        "\\w", "\\W", "\\s", "\\pL", "^", "$", "\\A", "\\z", "\\b", "\\B", "");
  }

  private static Arbitrary<String> tree(Arbitrary<String> atoms, int depth) {
    if (depth == 0) {
      return atoms;
    }
    Arbitrary<String> smaller = tree(atoms, depth - 1);
    Arbitrary<String> repeated =
        Combinators.combine(
                smaller, Arbitraries.of("*", "+", "?", "*?", "+?", "{2}", "{0,2}", "{1,}"))
            .as((inner, times) -> "(?:" + inner + ")" + times);
    Arbitrary<String> either =
        Combinators.combine(smaller, smaller).as((a, b) -> "(" + a + "|" + b + ")");
    Arbitrary<String> sequence = Combinators.combine(smaller, smaller).as(String::concat);
    return Arbitraries.oneOf(atoms, repeated, either, sequence);
  }
}
