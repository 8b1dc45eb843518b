package dev.writ.cli;

import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.Compilation;
import dev.writ.compiler.diagnostic.JsonReport;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.SarifReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ check DIR}: validates a policy repository. */
@Command(name = "check", description = "Reports every mistake in a policy repository.")
final class Check implements Callable<Integer> {

  /** How problems are printed; spelt as users spell it. */
  enum Format {
    text,
    json,
    sarif
  }

  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;
  @Mixin private PolicyFolder folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    Compilation compilation =
        folder.compile(format == Format.text ? writ.terminal() : Terminal.NONE);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report(compilation));
    out.flush();
    return Problems.hasErrors(compilation.problems()) ? ExitCode.INVALID_INPUT : ExitCode.DONE;
  }

  private String report(Compilation compilation) {
    return switch (format) {
      case text ->
          PolicyFolder.problems(compilation, writ.terminal()) + summary(compilation) + "\n";
      case json -> JsonReport.render(compilation.problems());
      case sarif -> SarifReport.render(compilation.problems(), Version.number());
    };
  }

  private String summary(Compilation compilation) {
    String files = " in " + Summary.count(compilation.sources().size(), "file");
    String summary = Summary.of(compilation.problems());
    Terminal terminal = writ.terminal();
    return switch (compilation) {
      case Compilation.Rejected rejected -> terminal.bad(summary) + files;
      case Compilation.Compiled compiled when compiled.problems().isEmpty() ->
          terminal.good(summary) + files;
      case Compilation.Compiled compiled -> terminal.doubtful(summary) + files;
    };
  }
}
