package dev.writ.cli;

import dev.writ.authzen.RecordIds;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.mask.Redactor;
import dev.writ.log.mask.Selection;
import dev.writ.log.read.LogSearch;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.IndexWriter;
import dev.writ.log.store.LogParts;
import dev.writ.log.store.LogSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
  private static final String INSTANCE = "writ log redact";

  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;
  @Mixin private LogScope scope;

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
    var selection = new Selection(id, scope.subject(), path, scope.from(), scope.to());
    if (selection.equals(new Selection(null, null, null, null, null))) {
      throw new ParameterException(
          spec.commandLine(), "say what to redact: a record's id, `--subject` or `--path`");
    }
    folder.log();
    try (DecisionLog log = open()) {
      if (!log.recovery().stopped()) {
        recordUncleanStop(log);
      }
      var search = new LogSearch(log.reader(), null);
      long values = new Redactor(log, search, INSTANCE, Clock.systemUTC()).redact(selection, by);
      PrintWriter out = spec.commandLine().getOut();
      out.println("deleted " + Summary.count(values, "value"));
      out.flush();
      return ExitCode.DONE;
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  private DecisionLog open() throws IOException {
    try {
      return DecisionLog.open(
          folder.log(),
          SigningKey.read(folder.path().resolve("log.key")),
          LogSettings.of(Durability.REQUIRED),
          new LogParts(
              dropped -> {
                throw new IllegalStateException("nothing is dropped where all must be kept");
              },
              IndexWriter.NONE,
              List.of()));
    } catch (InvalidNoteException e) {
      throw Refusal.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  /** This verb closes the log; without this the end before would pass for an orderly one. */
  private static void recordUncleanStop(DecisionLog log) {
    Instant now = Instant.now();
    var gap =
        new LogRecord.Gap(RecordIds.at(now.toEpochMilli()), now, INSTANCE, null, "unclean-stop");
    log.append(List.of(new RecordWriter().write(gap, Masks.NONE))).join();
  }
}
