package dev.writ.cli;

import dev.writ.cli.importing.Format;
import dev.writ.cli.importing.Refused;
import dev.writ.cli.importing.Translation;
import dev.writ.cli.importing.UnreadableSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code writ import FORMAT FILES… --out DIR}: policies of other systems. */
@Command(
    name = "import",
    description = {
      "Translates what maps cleanly into a policy repository, and refuses the rest with reasons.",
      "casbin takes a model and a policy (CSV), cerbos policies (YAML), rego-data role tables"
          + " (JSON or YAML)."
    })
final class Import implements Callable<Integer> {
  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      converter = FormatConverter.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILES", description = "What to read.")
  private List<Path> files;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the repository; it must not exist yet or be empty.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "imported",
      description = "The repository's name; default: ${DEFAULT-VALUE}.")
  private String name;

  /** The formats, spelt as users spell them. */
  static final class Formats implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Stream.of(Format.values()).map(Format::toString).iterator();
    }
  }

  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return Stream.of(Format.values())
          .filter(format -> format.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "`%s` is not a format that is understood: choose one of %s"
                          .formatted(text, String.join(", ", new Formats()))));
    }
  }

  @Override
  public Integer call() {
    requireEmpty();
    Translation translation = translation();
    write(translation);
    report(translation);
    return translation.refused().isEmpty() ? ExitCode.DONE : ExitCode.INVALID_INPUT;
  }

  private void requireEmpty() {
    try (Stream<Path> inside = Files.isDirectory(out) ? Files.list(out) : Stream.of()) {
      if (Files.exists(out) && !Files.isDirectory(out) || inside.findAny().isPresent()) {
        throw Refusal.invalidInput(
            "`%s` is not empty: name a folder that does not exist yet".formatted(out));
      }
    } catch (IOException unreadable) {
      throw Refusal.failure("cannot read the folder `%s`".formatted(out));
    }
  }

  private Translation translation() {
    try {
      return format.translate(name, files);
    } catch (UnreadableSource unreadable) {
      throw Refusal.invalidInput(String.valueOf(unreadable.getMessage()));
    }
  }

  private void write(Translation translation) {
    try {
      for (String path : translation.documents().keySet()) {
        Files.createDirectories(out);
        Files.writeString(out.resolve(path), translation.text(path));
      }
    } catch (IOException failed) {
      throw Refusal.failure("cannot write into `%s`: %s".formatted(out, failed.getMessage()));
    }
  }

  private void report(Translation translation) {
    PrintWriter err = spec.commandLine().getErr();
    for (Refused refused : translation.refused()) {
      err.println(writ.terminal().bad("left out ") + refused.what() + ": " + refused.reason());
    }
    err.flush();
    PrintWriter print = spec.commandLine().getOut();
    print.println(
        translation.documents().isEmpty()
            ? "nothing was written"
            : "wrote %s into %s; next: writ check %s"
                .formatted(Summary.count(translation.documents().size(), "file"), out, out));
    print.flush();
  }
}
