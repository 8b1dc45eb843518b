package dev.writ.cli;

import dev.writ.cli.terminal.Progress;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ log export}: the whole log, or what SQL asks of it, for other tools. */
@Command(
    name = "export",
    description = "Writes records as JSON lines, CSV or Parquet, or what SQL makes of them.")
final class LogExport implements Callable<Integer> {
  private static final int BUNDLE = 256;

  /** The forms of an export; spelt as users spell them. */
  enum Format {
    jsonl,
    csv,
    parquet
  }

  @ParentCommand private LogVerb log;
  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; default: standard output.")
  private @Nullable Path file;

  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      description = "What to export: a query of the table `records`, in DuckDB's SQL.")
  private @Nullable String sql;

  @Override
  public Integer call() {
    if (format == Format.parquet && file == null) {
      throw new ParameterException(
          spec.commandLine(), "Parquet goes to a file: name it with --out");
    }
    try {
      export();
      return ExitCode.DONE;
    } catch (SQLException e) {
      throw Refusal.invalidInput("the query failed: " + e.getMessage());
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  private void export() throws IOException, SQLException {
    Path lines = Files.createTempFile("writ-log-", ".jsonl");
    Path table = Files.createTempFile("writ-log-", "." + format);
    try {
      writeLines(lines);
      boolean plain = format == Format.jsonl && sql == null;
      if (!plain) {
        RecordTable.copy(lines, sql, format.name(), table);
      }
      give(plain ? lines : table);
    } finally {
      Files.delete(lines);
      Files.delete(table);
    }
  }

  private void give(Path made) throws IOException {
    if (file != null) {
      give(made, file);
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Reader text = Files.newBufferedReader(made)) {
      text.transferTo(out);
    }
    out.flush();
  }

  private static void give(Path made, Path file) {
    try {
      Files.copy(made, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Refusal.failure("cannot write `%s`: %s".formatted(file, e.getMessage()));
    }
  }

  private void writeLines(Path to) throws IOException {
    LogReader reader = folder.reader();
    PrintWriter err = spec.commandLine().getErr();
    int bundles = (int) ((reader.size() + BUNDLE - 1) / BUNDLE);
    int first = (int) (reader.firstIndex() / BUNDLE);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to));
        Progress progress =
            log.writ()
                .terminal()
                .progress(err, "reading " + reader.size() + " records …", bundles - first + 1)) {
      for (int bundle = first; bundle < bundles; bundle++) {
        for (Stored stored : reader.bundle(bundle)) {
          out.write(stored.leaf());
          out.write('\n');
        }
        progress.step();
      }
    }
  }
}
