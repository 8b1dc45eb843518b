package dev.writ.cli;

import dev.writ.cli.terminal.Progress;
import dev.writ.cli.terminal.Terminal;
import dev.writ.log.record.RecordDigests;
import dev.writ.log.verify.LogVerifier;
import dev.writ.log.verify.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ log verify}: whether a log is what was written. */
@Command(
    name = "verify",
    description = "Checks signatures, every record, every hash, and what lies beside the log.")
final class LogVerify implements Callable<Integer> {
  @ParentCommand private LogVerb log;
  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "What verifies the log, as text or file; from a place that nobody can alter who could"
              + " alter the log. Default: the one beside it, which proves less.")
  private @Nullable String key;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Report report = verify(out);
    Terminal terminal = log.writ().terminal();
    report.problems().forEach(problem -> out.println(terminal.bad(problem.toString())));
    report.notes().forEach(note -> out.println(terminal.doubtful(note)));
    if (key == null) {
      out.println(
          terminal.doubtful(
              "verified with the key that lies beside the log: give `--key` to notice one who"
                  + " exchanged both"));
    }
    String summary =
        "%s, %s, %s beside them: "
            .formatted(
                Summary.count((int) report.size(), "record"),
                Summary.count(report.checkpoints() + 1, "checkpoint"),
                Summary.count((int) report.disclosures(), "value"));
    boolean good = report.isSound();
    out.println(
        summary
            + (good
                ? terminal.good("as they were written")
                : terminal.bad(Summary.count(report.problems().size(), "problem"))));
    out.flush();
    return good ? ExitCode.DONE : ExitCode.FAILURE;
  }

  private Report verify(PrintWriter out) {
    try (Steps steps = new Steps(log.writ().terminal(), out)) {
      return LogVerifier.verify(folder.log(), folder.verifier(key), new RecordDigests(), steps::at);
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  /** Shows how far it is, once it is known how far it is to go. */
  private static final class Steps implements AutoCloseable {
    private static final int BUNDLE = 256;

    private final Terminal terminal;
    private final PrintWriter out;
    private @Nullable Progress progress;

    Steps(Terminal terminal, PrintWriter out) {
      this.terminal = terminal;
      this.out = out;
    }

    void at(long done, long total) {
      if (progress == null) {
        int steps = (int) (total / BUNDLE) + 1;
        progress = terminal.progress(out, "verifying " + total + " records …", steps);
      }
      progress.step();
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
