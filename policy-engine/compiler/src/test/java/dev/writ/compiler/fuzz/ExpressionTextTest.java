package dev.writ.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.cel.CelProblem;
import dev.writ.compiler.cel.CelResult;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/**
 * Whatever stands where an expression should: it compiles, or it is refused in a person's words.
 */
class ExpressionTextTest {
  private static final List<String> TOKENS =
      List.of(
          "subject",
          "resource",
          "context",
          "now",
          "service",
          "x",
          "y",
          ".",
          ".?",
          "[",
          "[?",
          "]",
          "(",
          ")",
          "{",
          "}",
          ",",
          ":",
          "?",
          "+",
          "-",
          "*",
          "/",
          "%",
          "!",
          "==",
          "!=",
          "<",
          ">=",
          "&&",
          "||",
          " in ",
          "1",
          "-9223372036854775808",
          "9223372036854775808",
          "1u",
          "0x",
          "1e999",
          ".5",
          "'a'",
          "\"",
          "'",
          "'''",
          "r'\\'",
          "b'\\xff'",
          "'\\u12'",
          "'\\U0010FFFF'",
          "'\\ud800'",
          "true",
          "null",
          "has(",
          "all(",
          "exists(x, ",
          "map(x, ",
          "cel.bind(x, ",
          "optional.of(",
          "matches('",
          "(a+)+",
          "open('w')",
          "ip('::1')",
          "spiffe(",
          "math.greatest(",
          "sortBy(x, ",
          "transformMapEntry(k, v, ",
          "`a b`",
          "@",
          "#",
          "$",
          "\\",
          "\n",
          "\t",
          "\u0000",
          "\u2028",
          "é",
          "😀",
          "\uD83D",
          "//",
          "google.protobuf.Timestamp{",
          "type(",
          "dyn(",
          "__result__",
          "@result",
          "in",
          "as",
          "while",
          "size(",
          "timestamp('",
          "getHours('Mars/Base')");

  private static final List<String> EXPRESSIONS =
      List.of(
          "resource.ownerId == subject.id && !(resource.amount > 1000)",
          "subject.roles.exists(r, r.startsWith('a')) ? {'a': [1, 2.0, 3u]} : resource.?b.orValue({})",
          "cel.bind(x, resource.items.map(i, i.amount), x.size() > 0 && x.all(a, a < 10.0))",
          "timestamp('2026-01-01T00:00:00Z') + duration('1h') > now && now.getHours('Europe/Berlin') < 17",
          "resource.path.matches('^/a/[^/]+$') || cidr('10.0.0.0/8').containsIP(ip(context.ip))",
          "{'a': 1}.transformMap(k, v, v + 1).exists(k, v, k == 'a' && v in [1, 2])");

  private final CelCompiler compiler = new CelCompiler();

  @Property(tries = 5_000)
  void randomTextIsJudged(@ForAll @StringLength(max = 80) String text) {
    judge(text);
  }

  @Property(tries = 20_000)
  void randomTokensAreJudged(@ForAll("tokens") String text) {
    judge(text);
  }

  @Property(tries = 20_000)
  void mutatedExpressionsAreJudged(@ForAll("mutants") String text) {
    judge(text);
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(30).map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<String> mutants() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 100);
    return Combinators.combine(
            Arbitraries.of(EXPRESSIONS),
            places,
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(TOKENS))
        .as(ExpressionTextTest::mutated);
  }

  private static String mutated(String text, int place, int length, String token) {
    int from = Math.min(place, text.length());
    return text.substring(0, from) + token + text.substring(Math.min(text.length(), from + length));
  }

  private void judge(String text) {
    CelResult result = compiler.compile(text, CelEnvironment.DYNAMIC, null);
    if (result instanceof CelResult.Refused refused) {
      assertThat(refused.problems()).isNotEmpty();
      refused.problems().forEach(problem -> assertIsClear(problem, text));
    }
  }

  private static void assertIsClear(CelProblem problem, String text) {
    int length = text.codePointCount(0, text.length());
    assertThat(problem.offset()).isBetween(0, length);
    assertThat(problem.offset() + problem.length()).isLessThanOrEqualTo(length + 1);
    assertThat(problem.message()).isNotBlank().doesNotContain("Exception", "dev.cel", "java.");
  }
}
