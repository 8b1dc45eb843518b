package dev.writ.cli;

import dev.writ.cli.terminal.Terminal;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.InvalidBundle;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.bundle.Payload;
import dev.writ.engine.bundle.TrustedKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code writ bundle build DIR}: compiles policies and signs them. */
@Command(
    name = "build",
    description = "Compiles policies into a signed bundle; the same input gives the same bytes.")
final class BundleBuild implements Callable<Integer> {
  private static final Duration VALIDITY = Duration.ofDays(7);

  @Spec private CommandSpec spec;
  @Mixin private PolicyFolder folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description =
          "An Ed25519 key in PEM, private and public part, as `writ bundle keygen` writes it; may"
              + " be given several times.")
  private List<Path> keys;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the bundle is written; replaced in one step.")
  private Path out;

  @Option(
      names = "--sequence",
      paramLabel = "N",
      converter = SequenceConverter.class,
      description =
          "Higher than that of every bundle before; default: the milliseconds of its issue since"
              + " 1970.")
  private @Nullable Long sequence;

  @Option(
      names = "--issued-at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "When it is signed, such as 2026-03-04T10:00:00Z; default: now.")
  private @Nullable Instant issuedAt;

  @Option(
      names = "--not-after",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The last moment at which it may decide; default: a week after its issue.")
  private @Nullable Instant notAfter;

  @Option(
      names = "--external-entities",
      description = "States that decisions need properties that are not in the policy repository.")
  private boolean externalEntities;

  @Override
  public Integer call() {
    List<BundleSigner> signers = BundleFiles.signers(keys);
    Instant issued = issuedAt == null ? Instant.now() : issuedAt;
    var program = folder.compileOrRefuse(Terminal.NONE).program();
    Payload payload =
        new Payload(program, externalEntities ? Set.of(Need.EXTERNAL_ENTITIES) : Set.of());
    byte[] bytes = sign(payload, signers, issued);
    Bundle bundle = proved(bytes, signers, issued);
    write(bytes);
    PrintWriter printed = spec.commandLine().getOut();
    printed.print(BundleFiles.describe(bundle));
    printed.println("wrote %s bytes to `%s`".formatted(bytes.length, out));
    printed.flush();
    return ExitCode.DONE;
  }

  private byte[] sign(Payload payload, List<BundleSigner> signers, Instant issued) {
    try {
      return BundleSigner.sign(
          payload,
          signers,
          sequence == null ? issued.toEpochMilli() : sequence,
          issued,
          notAfter == null ? issued.plus(VALIDITY) : notAfter);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  /** Nothing is written that a reader would not take. */
  private static Bundle proved(byte[] bytes, List<BundleSigner> signers, Instant issued) {
    var trusted =
        TrustedKeys.anyOf(signers.stream().map(BundleSigner::publicKey).toList())
            .demanding(signers.size());
    try {
      return BundleVerifier.open(bytes, trusted, Bundle.NONE_SEEN, issued);
    } catch (InvalidBundle e) {
      throw Refusal.failure("the bundle cannot be used: " + e.getMessage());
    }
  }

  private void write(byte[] bytes) {
    try {
      Path folder = out.toAbsolutePath().getParent();
      Path whole = Files.createTempFile(folder, ".bundle", ".new");
      try {
        Files.write(whole, bytes);
        Files.move(whole, out, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw Refusal.failure("cannot write the bundle to `%s`".formatted(out));
    }
  }
}
