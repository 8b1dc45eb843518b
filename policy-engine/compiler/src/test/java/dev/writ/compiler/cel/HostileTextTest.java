package dev.writ.compiler.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts made to hold the compiler up, to fill memory or to overflow its stack. */
class HostileTextTest {

  /** Builds a text when asked, so that a test's name is not its content. */
  private record Hostile(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String times(int count, String part) {
    return part.repeat(count);
  }

  private static String nested(int depth, String before, String core, String after) {
    return before.repeat(depth) + core + after.repeat(depth);
  }

  static Stream<Hostile> texts() {
    return Stream.of(
        new Hostile("parentheses", nested(4_900, "(", "1", ")")),
        new Hostile("open parentheses", times(9_900, "(")),
        new Hostile("lists", nested(4_900, "[", "1", "]")),
        new Hostile("maps", nested(2_400, "{1:", "1", "}")),
        new Hostile("negations", times(9_990, "!") + "true"),
        new Hostile("minus signs", times(9_990, "-") + "1"),
        new Hostile("a long sum", times(4_900, "1+") + "1"),
        new Hostile("many conjunctions", times(1_600, "true&&") + "true"),
        new Hostile("many comparisons", times(1_900, "1<2&&") + "true"),
        new Hostile("numbers of two types", times(1_200, "1.0==1&&") + "true"),
        new Hostile("selections", "context" + times(4_900, ".a")),
        new Hostile("indices", "context" + times(3_200, "[0]")),
        new Hostile("conditionals", times(1_400, "true?1:") + "1"),
        new Hostile("calls", nested(1_600, "size(", "1", ")")),
        new Hostile("chained macros", "[1]" + times(1_000, ".map(x,x)")),
        new Hostile("nested macros", nested(700, "[1].map(x,", "1", ")")),
        new Hostile("nested optionals", nested(300, "optional.of(1).optMap(x,", "1", ")")),
        new Hostile("types that double", doubling("{a%d:a%d}")),
        new Hostile("lists that double", doubling("[a%d,a%d]")),
        new Hostile("unknown names", times(3_300, "a&&") + "a"),
        new Hostile("messages", nested(1_500, "a.b{c:", "1", "}")),
        new Hostile("quotes", times(9_991, "\"")),
        new Hostile("garbage", times(2_490, "@#$%")),
        new Hostile("too long", times(10_001, " ")),
        new Hostile(
            "one pattern often", times(280, "\"a\".matches(\"(a|b)*a(a|b){8}\")&&") + "true"),
        new Hostile("many patterns", manyPatterns()),
        new Hostile("a pattern of classes", "\"a\".matches(r\"" + times(900, "[\\pL\\pN]") + "\")"),
        new Hostile("nested groups", "\"a\".matches(\"" + nested(4_900, "(", "a", ")") + "\")"),
        new Hostile("repeated repetitions", "\"a\".matches(\"((a{1000}){1000}){1000}\")"));
  }

  private static String doubling(String value) {
    var text = new StringBuilder("cel.bind(a0,[1],");
    IntStream.range(1, 200)
        .forEach(i -> text.append("cel.bind(a%d,%s,".formatted(i, value.formatted(i - 1, i - 1))));
    return text + "1" + ")".repeat(200);
  }

  private static String manyPatterns() {
    return IntStream.range(0, 200)
        .mapToObj(i -> "\"a\".matches(\"(a|b)*a(a|b){8}%d\")".formatted(i))
        .reduce("true", (a, b) -> a + "&&" + b);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTextIsCompiledOrRefused(Hostile hostile) {
    CelResult result = new CelCompiler().compile(hostile.text, CelEnvironment.DYNAMIC, null);
    if (result instanceof CelResult.Refused refused) {
      assertThat(refused.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
    }
  }

  @Property(tries = 2_000)
  void noTextMakesTheCompilerThrow(@ForAll("fragments") String text) {
    assertThatNoException()
        .isThrownBy(() -> new CelCompiler().compile(text, Environments.SHOP, null));
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
            "resource",
            "subject",
            ".",
            "ownerId",
            "roles",
            "tags",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "?",
            "==",
            "!=",
            "<",
            "&&",
            "||",
            "!",
            "-",
            "+",
            "in",
            "1",
            "1.5",
            "1u",
            "\"a\"",
            "'",
            "\"",
            "true",
            "null",
            " ",
            ".exists(x, ",
            ".map(x, ",
            "has(",
            "x",
            "cel.bind(x, ",
            "optional.of(",
            ".?",
            "[?",
            "open(\"",
            "matches(",
            "now",
            ".getHours(",
            "\\",
            "`",
            "=",
            "&",
            "é",
            "😀",
            "\n",
            "//",
            "math.greatest(",
            ".sortBy(x, ",
            "large")
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }
}
