package dev.writ.compiler.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelProblem;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.differential.Comparison.Outcome;
import dev.writ.compiler.differential.Difference.Runtime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random expressions on random requests: the engine, through its encoded program, gives the value
 * that cel-java's runtimes give, or an error where they do, save for the known {@link Difference}s.
 * {@code -Dwrit.differential.cases=10000000} tries ten million, of which the first are the same.
 */
class DifferentialTest {
  private static final int BATCHES = 100;
  private static final int REQUESTS = 10;
  private static final long CASES = Long.getLong("writ.differential.cases", 100_000);

  /** The compiler alone refuses literals of zones, times and the like that could only fail. */
  private static final Set<String> REFUSED_HERE = Set.of("unknown-zone", "invalid-literal");

  /** cel-java alone refuses to look for equality between numbers of different types. */
  private static final Pattern REFUSED_THERE =
      Pattern.compile("overload for '(_==_|_!=_|@in)' applied to '\\((int|uint|double), ");

  /** cel-java mistakes the element of a list that was sorted by a key for a list. */
  private static final String MISTYPED_THERE = ".sortBy(";

  private final CelCompiler compiler = new CelCompiler();
  private long values;

  @Property(
      tries = BATCHES,
      seed = "20260304",
      generation = GenerationMode.RANDOMIZED,
      shrinking = ShrinkingMode.OFF)
  void theEngineAgreesWithCelJava(@ForAll long seed) {
    var random = new Random(seed);
    var grammar = new Grammar(random);
    long cases = 0;
    values = 0;
    while (cases < CASES / BATCHES) {
      Term term = grammar.expression();
      Comparison comparison = Comparison.of(compiler, term.text());
      if (comparison == null) {
        bothRefuse(term.text());
      } else {
        cases += REQUESTS;
        compare(term, comparison, random);
      }
    }
    assertThat(values).as("cases with a value").isGreaterThan(cases / 2);
  }

  private void compare(Term term, Comparison comparison, Random random) {
    for (int i = 0; i < REQUESTS; i++) {
      Outcome outcome = comparison.on(RandomRequest.of(random));
      for (Runtime runtime : Runtime.values()) {
        if (!Difference.explains(outcome, runtime, false)) {
          explain(term, outcome, runtime);
        }
      }
      values += outcome.engine().isError() ? 0 : 1;
    }
  }

  private void explain(Term term, Outcome outcome, Runtime runtime) {
    Outcome smallest = Comparison.smallest(compiler, term, outcome, runtime);
    assertThat(Difference.explains(smallest, runtime, true))
        .as("a new difference:%n%s%nsmallest:%n%s", outcome, smallest)
        .isTrue();
  }

  /** Either both refuse an expression, or one does for a known reason. */
  private void bothRefuse(String text) {
    boolean refusedThere = Reference.compile(text) == null;
    List<CelProblem> here =
        EnginePath.compile(compiler, text) instanceof CelResult.Refused refused
            ? refused.problems()
            : List.of();
    boolean known =
        here.isEmpty()
            ? REFUSED_THERE.matcher(Reference.complaint(text)).find()
            : here.stream().allMatch(problem -> REFUSED_HERE.contains(problem.code()));
    assertThat(refusedThere != here.isEmpty() || known || text.contains(MISTYPED_THERE))
        .as("refused by one alone: %s%nhere: %s%nthere: %s", text, here, Reference.complaint(text))
        .isTrue();
  }
}
