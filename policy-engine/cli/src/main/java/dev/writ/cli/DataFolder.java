package dev.writ.cli;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.store.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder with the decision log that a verb is about. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder that `writ serve --data` keeps.")
  private Path data;

  /** The folder itself. */
  Path path() {
    return data;
  }

  /** The log in it. */
  Path log() {
    Path log = data.resolve("log");
    if (!Files.isDirectory(log)) {
      throw Refusal.invalidInput(
          "there is no decision log in `%s`: name the folder that `writ serve --data` keeps"
              .formatted(data));
    }
    return log;
  }

  /** Reads the log as it is now. */
  LogReader reader() {
    try {
      return LogReader.of(log());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What verifies the log: a key given by text or file, or the one that lies beside the log. */
  VerifierKey verifier(@Nullable String given) {
    try {
      String text =
          given == null
              ? Files.readString(data.resolve("log.key.pub"))
              : Files.exists(Path.of(given)) ? Files.readString(Path.of(given)) : given;
      return VerifierKey.parse(text.strip());
    } catch (IOException e) {
      throw Refusal.invalidInput(
          "there is no key beside the log: give the one that verifies it with `--key`");
    } catch (InvalidNoteException e) {
      throw Refusal.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  Refusal unreadable(IOException problem) {
    return Refusal.failure(
        "the decision log in `%s` cannot be read: %s".formatted(data, problem.getMessage()));
  }
}
