package dev.writ.cli;

import dev.writ.cli.terminal.Progress;
import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.engine.Engine;
import dev.writ.engine.program.Revision;
import dev.writ.log.replay.ReplayReport;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ replay}: decides logged requests again and reports every changed decision. */
@Command(
    name = "replay",
    description =
        "Decides logged requests again: by the policies that decided them, or against others.")
final class Replay implements Callable<Integer> {

  /** How the report is printed; spelt as users spell it. */
  enum Format {
    text,
    json,
    markdown
  }

  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      required = true,
      description =
          "Policies that decided then: a folder, or Git as in `writ check --help`, at a branch, tag"
              + " or commit; may be given several times.")
  private List<String> policies;

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "Policies to decide by now, likewise; default: those that decided then.")
  private @Nullable String against;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Engine> known = new HashMap<>();
    policies.forEach(place -> add(known, engine(place)));
    Function<Revision, @Nullable Engine> revisions = revision -> known.get(revision.hash());
    var replay =
        against == null
            ? dev.writ.log.replay.Replay.same(revisions)
            : dev.writ.log.replay.Replay.against(engine(against), revisions);
    ReplayReport report = run(replay);
    PrintWriter out = spec.commandLine().getOut();
    out.print(print(report));
    out.flush();
    return report.answersChanged() + report.detailsChanged() == 0
        ? ExitCode.DONE
        : ExitCode.FAILURE;
  }

  private String print(ReplayReport report) {
    return switch (format) {
      case text -> report.text();
      case json -> report.json();
      case markdown -> report.markdown();
    };
  }

  private ReplayReport run(dev.writ.log.replay.Replay replay) throws InterruptedException {
    LogReader log = folder.reader();
    Terminal terminal = format == Format.text ? writ.terminal() : Terminal.NONE;
    PrintWriter out = spec.commandLine().getOut();
    int hundredths = 100;
    try (Progress progress =
        terminal.progress(out, "replaying " + log.size() + " records …", hundredths)) {
      var share = new Share(log.size(), hundredths, progress);
      int threads = Runtime.getRuntime().availableProcessors();
      return replay.run(log, 0, Long.MAX_VALUE, threads, share::at);
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  /** Turns a growing number into steps. */
  private static final class Share {
    private final long total;
    private final int steps;
    private final Progress progress;
    private int shown;

    Share(long total, int steps, Progress progress) {
      this.total = Math.max(1, total);
      this.steps = steps;
      this.progress = progress;
    }

    synchronized void at(long done) {
      for (; shown < done * steps / total; shown++) {
        progress.step();
      }
    }
  }

  private static void add(Map<String, Engine> known, Engine engine) {
    known.put(engine.program().revision().hash(), engine);
  }

  private static Engine engine(String place) {
    Policies files = Policies.read(place);
    Compilation compilation = new PolicyCompiler().compile(files.files(), files.commit());
    if (compilation instanceof Compilation.Compiled compiled) {
      return Engine.link(compiled.program());
    }
    throw Refusal.invalidInput(
        "the policies in `%s` are invalid: %s; `writ check` shows them"
            .formatted(place, Summary.of(compilation.problems())));
  }
}
