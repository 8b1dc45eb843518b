package dev.writ.compiler.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.differential.Comparison.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every difference to cel-java that was ever found, once as the smallest expression that shows it.
 */
class DifferencesTest {
  private static final Pattern LINE = Pattern.compile("(\\w+) +(\\S+) += (.*)");
  private static final String AGREED = "AGREED";

  private final CelCompiler compiler = new CelCompiler();

  /** A line of the file: under which name a difference is known, the value, and the expression. */
  record Case(String difference, String value, String expression) {
    static Case parse(String line) {
      Matcher matcher = LINE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      return new Case(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    @Override
    public String toString() {
      return expression;
    }
  }

  static Stream<Case> cases() {
    return text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Case::parse);
  }

  private static String text() {
    try (InputStream in =
        DifferencesTest.class.getResourceAsStream("/differential/differences.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theEngineKeepsToItsValue(Case known) {
    Outcome outcome = outcome(known.expression());
    assertThat(outcome.engine().isError() ? "error" : outcome.engine().value())
        .isEqualTo(known.value());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDifferenceIsTheOneThatIsKnown(Case known) {
    Outcome outcome = outcome(known.expression());
    assertThat(known.difference().equals(AGREED) ? outcome.agrees() : shows(known, outcome))
        .as("%s%n%s", known.difference(), outcome)
        .isTrue();
  }

  private static boolean shows(Case known, Outcome outcome) {
    return Difference.valueOf(known.difference()).isIn(outcome);
  }

  @Test
  void everyKnownDifferenceHasACaseAndAReason() {
    List<String> shown = cases().map(Case::difference).toList();
    assertThat(EnumSet.complementOf(EnumSet.of(Difference.BUDGET)))
        .allSatisfy(difference -> assertThat(shown).contains(difference.name()));
    assertThat(Arrays.stream(Difference.values()).map(Difference::reason))
        .noneMatch(String::isBlank);
  }

  private Outcome outcome(String expression) {
    Comparison comparison = Comparison.of(compiler, expression);
    assertThat(comparison).as(expression).isNotNull();
    Map<String, Object> section =
        Map.of("text", "a", "flag", true, "n", 1L, "list", List.of(2.5), "flags", List.of(true));
    return Objects.requireNonNull(comparison)
        .on(Map.of("subject", section, "resource", section, "context", section));
  }
}
