package dev.writ.compiler.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.writ.engine.pattern.text.TextMatcher;
import dev.writ.engine.program.TextPattern;
import dev.writ.engine.program.TextPattern.Anchor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCompilerTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "ba",
          "abc",
          "aab",
          "A",
          "aB",
          "\n",
          "a\n",
          "\na",
          "a\nb",
          "ab\nab",
          "a b",
          "a_b",
          "a.b",
          " a ",
          "0",
          "42",
          "é",
          "É",
          "😀",
          "a😀b",
          "K",
          "\u212A",
          "k",
          "ſ",
          "s",
          "S",
          "ß",
          "-",
          "foo",
          "foobar",
          "barfoo",
          "foo bar",
          "FOO",
          "\t",
          "\u0000",
          "aaaaaaaaaa",
          "abababab",
          "x@example.org",
          "spiffe://shop.example/ns/prod/sa/ledger");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "ab",
        "a|b",
        "^a",
        "a$",
        "^a$",
        "^$",
        "$^",
        "^",
        "$",
        "\\Aa",
        "a\\z",
        "\\Aa\\z",
        "(?m)^a$",
        "(?m)^",
        "(?m)$",
        "(?m)b$",
        "a\\b",
        "\\ba",
        "\\bab\\b",
        "\\Ba",
        "a\\B",
        "\\B",
        "\\b",
        "^\\b",
        "\\b$",
        "(?m)^\\b",
        ".",
        "(?s).",
        "a.b",
        "(?s)a.b",
        "^.$",
        "(?s)^.$",
        "a*",
        "^a*$",
        "a+",
        "^a+$",
        "a?b",
        "^a?b$",
        "(ab)*",
        "^(ab)*$",
        "^(ab){2}$",
        "^(ab){2,}$",
        "^a{2,3}b$",
        "[ab]",
        "[^ab]",
        "^[^ab]*$",
        "[a-z]+",
        "^[a-z]+$",
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "^\\w+$",
        "(?i)ab",
        "(?i)^ab$",
        "(?i)k",
        "(?i)s",
        "(?i)[k]",
        "(?i)é",
        "\\pL",
        "^\\pL+$",
        "\\PL",
        "\\p{Greek}",
        "[[:alpha:]]",
        "^[[:alnum:]]+$",
        "\\x{1F600}",
        "a|",
        "|a",
        "(a|)b",
        "^(a|b)$",
        "^(foo|bar)",
        "(foo|bar)$",
        "foo|bar",
        "foo.*bar",
        "^foo(bar)?$",
        "a+?",
        "a*?b",
        "(?U)a+",
        "(?:a|b)+",
        "(a)(b)",
        "(?P<n>a)b",
        "\\Qa.b\\E",
        "a\\.b",
        "^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$",
        "^spiffe://[^/]+/ns/[^/]+/sa/[^/]+$",
        "(^a|b$)",
        "^a|^b",
        "a$|b$",
        "(?m)(^a|b$)",
        "x{0}",
        "(a{0,2}){2}b",
        "[^\\x00-\\x{10FFFF}]",
        "(?m)^$",
        "\\n",
        "a\\nb",
        "(?i)(foo|BAR)",
        "é|😀",
        "[é😀]",
        "((((a))))",
        "(|a)*b"
      })
  void matchesWhatRe2Matches(String pattern) throws PatternRefused {
    TextMatcher matcher = TextMatcher.of(PatternCompiler.compile(pattern));
    Pattern reference = Pattern.compile(pattern);
    for (String text : TEXTS) {
      assertThat(matcher.matches(text))
          .as("`%s` in `%s`", pattern, text)
          .isEqualTo(reference.matcher(text).find());
    }
  }

  static Stream<List<Object>> literals() {
    return Stream.of(
        List.of("^(a|b)$", Anchor.WHOLE, List.of("a", "b")),
        List.of("^(apple|apricot)$", Anchor.WHOLE, List.of("apple", "apricot")),
        List.of("^ledger-", Anchor.START, List.of("ledger-")),
        List.of("\\.example$", Anchor.END, List.of(".example")),
        List.of("secret", Anchor.ANYWHERE, List.of("secret")),
        List.of("(?i)^ab$", Anchor.WHOLE, List.of("AB", "Ab", "aB", "ab")),
        List.of("^v[12]$", Anchor.WHOLE, List.of("v1", "v2")),
        List.of("^colou?r$", Anchor.WHOLE, List.of("color", "colour")));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void aPatternThatIsASetOfLiteralsBecomesOne(List<Object> expected) throws PatternRefused {
    var compiled = (TextPattern.Literals) PatternCompiler.compile((String) expected.getFirst());
    assertThat(compiled.anchor()).isEqualTo(expected.get(1));
    assertThat(compiled.texts()).isEqualTo(expected.getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"^a*$", "^(a|b$)", "\\ba", "(?m)^a", "^[a-z]{3}$", "\\x{D800}"})
  void aPatternThatIsNoSetOfLiteralsBecomesAnAutomaton(String pattern) throws PatternRefused {
    assertThat(PatternCompiler.compile(pattern)).isInstanceOf(TextPattern.Automaton.class);
  }

  @Test
  void anAnchoredAutomatonGivesUpAtTheFirstWrongCharacter() throws PatternRefused {
    var automaton = (TextPattern.Automaton) PatternCompiler.compile("^[a-z]+$");
    assertThat(automaton.next()).contains(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a|b)*a(a|b){30}",
        "((a{1000}){1000}){1000}",
        "(?i)([^a]{0,900}b){5}",
        "(x{900}){900}"
      })
  void aPatternThatNeedsTooManyStatesIsRefused(String pattern) {
    assertThatThrownBy(() -> PatternCompiler.compile(pattern))
        .isInstanceOf(PatternRefused.class)
        .hasMessageContaining("`" + pattern + "`")
        .hasMessageContaining("too many states");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> PatternCompiler.compile("(".repeat(4_000) + "a" + ")".repeat(4_000)))
        .isInstanceOf(PatternRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a)", "[", "*", "a**", "(?<=a)b", "\\1", "(?!a)", "\\p{Nope}"})
  void whatIsNoRe2PatternIsRefusedByItsText(String pattern) {
    assertThatThrownBy(() -> PatternCompiler.compile(pattern))
        .isInstanceOf(PatternRefused.class)
        .hasMessageContaining("`" + pattern + "` is not a pattern");
  }
}
