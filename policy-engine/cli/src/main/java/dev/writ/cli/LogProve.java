package dev.writ.cli;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.read.LogSearch;
import dev.writ.log.read.Page.Found;
import dev.writ.log.store.LogReader;
import dev.writ.log.verify.OfflineProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code writ log prove ID}: that a record is in the log, for who has nothing but its key. */
@Command(
    name = "prove",
    description = "Writes the proof that a record is in the log, to check offline.")
final class LogProve implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;

  @Parameters(paramLabel = "ID", description = "The record, by its id.")
  private String id;

  @Option(names = "--key", paramLabel = "KEY", description = "What verifies the log.")
  private @Nullable String key;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it; default: standard output.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    String proof = proof();
    PrintWriter out = spec.commandLine().getOut();
    if (file == null) {
      out.print(proof);
    } else {
      write(file, proof);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private String proof() {
    LogReader reader = folder.reader();
    try {
      Found found = new LogSearch(reader, null).byId(id);
      if (found == null) {
        throw Refusal.invalidInput("there is no record `" + id + "` in this log");
      }
      return OfflineProof.of(folder.log(), reader, found.entry().index(), folder.verifier(key))
          .text();
    } catch (InvalidNoteException e) {
      throw Refusal.failure(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  private static void write(Path file, String proof) {
    try {
      Files.writeString(file, proof);
    } catch (IOException e) {
      throw Refusal.failure("cannot write `%s`: %s".formatted(file, e.getMessage()));
    }
  }
}
