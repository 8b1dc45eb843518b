package dev.writ.cli;

import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.InvalidBundle;
import dev.writ.engine.bundle.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code writ bundle verify FILE}: whether a decision point would take a bundle. */
@Command(
    name = "verify",
    description = "Opens a bundle as a decision point would, and says what it is.")
final class BundleVerify implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The bundle.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "Trusted public keys in PEM; may be given several times.")
  private List<Path> keys;

  @Option(
      names = "--signatures",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of the keys must have signed; default: ${DEFAULT-VALUE}.")
  private int signatures;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "The policy repository that it must be of; default: any.")
  private @Nullable String repository;

  @Option(
      names = "--sequence",
      paramLabel = "N",
      converter = SequenceConverter.class,
      description = "The highest sequence seen so far; a lower one is a rollback.")
  private long sequence = Bundle.NONE_SEEN;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The time to verify at, such as 2026-03-04T10:00:00Z; default: now.")
  private @Nullable Instant at;

  @Override
  public Integer call() {
    TrustedKeys trusted = trusted();
    byte[] bytes = BundleFiles.read(file);
    try {
      Instant now = at == null ? Instant.now() : at;
      Bundle bundle = BundleVerifier.open(bytes, trusted, sequence, now);
      PrintWriter out = spec.commandLine().getOut();
      out.print(BundleFiles.describe(bundle));
      out.flush();
      return ExitCode.DONE;
    } catch (InvalidBundle e) {
      throw Refusal.failure("`%s`: %s (%s)".formatted(file, e.getMessage(), e.problem()));
    }
  }

  private TrustedKeys trusted() {
    try {
      return new TrustedKeys(BundleFiles.keys(keys), signatures, repository);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidInput(String.valueOf(e.getMessage()));
    }
  }
}
