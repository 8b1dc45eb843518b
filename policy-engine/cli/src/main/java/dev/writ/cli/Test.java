package dev.writ.cli;

import dev.writ.cli.terminal.Progress;
import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.Compilation.Compiled;
import dev.writ.compiler.document.TestCase;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.testing.JsonTestReport;
import dev.writ.compiler.testing.JunitReport;
import dev.writ.compiler.testing.TestReport;
import dev.writ.compiler.testing.TestRunner;
import dev.writ.compiler.testing.TextReport;
import dev.writ.engine.Engine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ test DIR}: runs the tests beside policies. */
@Command(name = "test", description = "Runs the tests beside the policies.")
final class Test implements Callable<Integer> {

  /** How results are printed; spelt as users spell it. */
  enum Format {
    text,
    json,
    junit
  }

  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;
  @Mixin private PolicyFolder folder;

  @Option(
      names = "--coverage",
      description = "Say which rules never decided, and which conditions were never true or false.")
  private boolean coverage;

  @Option(
      names = "--min-coverage",
      paramLabel = "N",
      converter = WholeNumber.Percent.class,
      description = "Fail if less than N %% is covered.")
  private @Nullable Integer minCoverage;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    Terminal terminal = format == Format.text ? writ.terminal() : Terminal.NONE;
    TestReport report = run(folder.compileOrRefuse(terminal), terminal);
    PrintWriter out = spec.commandLine().getOut();
    out.print(rendered(report));
    out.flush();
    requireCoverage(report);
    return report.passed() ? ExitCode.DONE : ExitCode.FAILURE;
  }

  private TestReport run(Compiled policies, Terminal terminal) {
    int requests = policies.tests().stream().mapToInt(Test::requests).sum();
    PrintWriter out = spec.commandLine().getOut();
    try (Progress progress = terminal.progress(out, "testing", requests)) {
      return TestRunner.run(
          Engine.link(policies.program()), policies.tests(), result -> progress.step());
    }
  }

  private static int requests(TestsDocument document) {
    return document.cases().stream().mapToInt(Test::requests).sum();
  }

  private static int requests(TestCase test) {
    return test.subjects().size() * test.actions().size() * test.resources().size();
  }

  private String rendered(TestReport report) {
    return switch (format) {
      case text -> text(report);
      case json -> JsonTestReport.render(report);
      case junit -> JunitReport.render(report);
    };
  }

  private String text(TestReport report) {
    Terminal terminal = writ.terminal();
    if (report.results().isEmpty()) {
      return terminal.doubtful("no tests: write some in files that end in `_test.yaml`") + "\n";
    }
    String results = new TextReport(terminal.colour()).render(report);
    return coverage
        ? results + "\n" + new CoverageTable(terminal).render(report.coverage())
        : results;
  }

  private void requireCoverage(TestReport report) {
    CoverageShare share = CoverageShare.of(report.coverage());
    if (minCoverage != null && !share.reaches(minCoverage)) {
      throw Refusal.failure(
          "the tests cover %d %%, less than the %d %% of `--min-coverage`; `--coverage` says what is missing"
              .formatted(share.percent(), minCoverage));
    }
  }
}
