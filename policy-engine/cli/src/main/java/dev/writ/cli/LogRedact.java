package dev.writ.cli;

import dev.writ.server.decisions.Filter;
import dev.writ.server.decisions.Redactor;
import dev.writ.server.log.LogUnusable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code writ log redact}: deletes what lies beside the log; every proof stays. */
@Command(
    name = "redact",
    description =
        "Deletes masked values for good, and records that. The server that writes the log must be"
            + " stopped.")
final class LogRedact implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;
  @Mixin private LogFilter filter;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Only of the record with this id.")
  private @Nullable String id;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Only values at this path, such as subject.email.")
  private @Nullable String path;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      required = true,
      description = "Who asks for it; it is recorded.")
  private String by;

  @Override
  public Integer call() {
    Filter wanted = filter.filter();
    if (id == null && path == null && wanted.equals(Filter.ALL)) {
      throw new ParameterException(
          spec.commandLine(), "say what to redact: a record's id, a filter or `--path`");
    }
    folder.log();
    try {
      long values = Redactor.redact(folder.path(), id, wanted, path, by);
      PrintWriter out = spec.commandLine().getOut();
      out.println("deleted " + Summary.count((int) values, "value"));
      out.flush();
      return ExitCode.DONE;
    } catch (LogUnusable e) {
      throw Refusal.failure(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }
}
