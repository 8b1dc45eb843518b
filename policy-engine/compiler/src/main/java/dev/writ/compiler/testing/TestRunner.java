package dev.writ.compiler.testing;

import dev.writ.compiler.document.TestCase;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.source.Located;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs policy tests against the engine of their policy set, on the calling thread. */
public final class TestRunner {

  private final Engine engine;
  private final CoverageRecorder coverage;
  private final Consumer<CaseResult> listener;
  private final List<CaseResult> results = new ArrayList<>();

  private TestRunner(Engine engine, Consumer<CaseResult> listener) {
    this.engine = engine;
    this.listener = listener;
    this.coverage = new CoverageRecorder(engine.program());
  }

  /**
   * Runs all cases in the order of the documents.
   *
   * @param engine of the program that was compiled together with the tests
   * @param listener is told each result as soon as it is there
   */
  public static TestReport run(
      Engine engine, List<TestsDocument> tests, Consumer<CaseResult> listener) {
    TestRunner runner = new TestRunner(engine, listener);
    for (TestsDocument document : tests) {
      document.cases().forEach(test -> runner.run(document, test));
    }
    return new TestReport(runner.results, runner.coverage.coverage(), engine.program());
  }

  /** The same, without being told of results before the end. */
  public static TestReport run(Engine engine, List<TestsDocument> tests) {
    return run(engine, tests, result -> {});
  }

  private void run(TestsDocument document, TestCase test) {
    Instant at = at(document, test);
    Expectation expectation = new Expectation(test, at != null);
    Instant now = at == null ? Instant.EPOCH : at;
    for (Combination combination : Combination.all(test)) {
      long start = System.nanoTime();
      Explanation explanation = engine.explain(combination.request(now));
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      coverage.add(explanation);
      add(
          new CaseResult(
              document.name().value(),
              test.name().value(),
              combination.text(),
              test.location(),
              expectation.faults(explanation),
              explanation,
              time));
    }
  }

  private void add(CaseResult result) {
    results.add(result);
    listener.accept(result);
  }

  private static @Nullable Instant at(TestsDocument document, TestCase test) {
    Located<Instant> at = test.at() == null ? document.at() : test.at();
    return at == null ? null : at.value();
  }
}
