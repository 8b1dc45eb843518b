package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected output in files. With {@code -Dwrit.golden.update=true} they are written instead, to be
 * read in the diff.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Compares all that a run did with the file of that name. */
  static void matches(String name, Run run) {
    String text =
        "exit code %d\n--- standard output\n%s--- standard error\n%s"
            .formatted(run.exitCode(), run.out(), run.err());
    matches(name, withoutChance(text));
  }

  /** Decisions have random ids, and tests take time. */
  private static String withoutChance(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
        .replaceAll("time=\"[0-9.]+\"", "time=\"T\"");
  }

  private static void matches(String name, String text) {
    Path file = FOLDER.resolve(name + ".txt");
    try {
      if (Boolean.getBoolean("writ.golden.update")) {
        Files.writeString(file, text);
      }
      assertThat(text).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
