package dev.writ.cli;

import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleKey;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keys and bundles in files, and what is said of them. */
final class BundleFiles {
  private BundleFiles() {}

  /**
   * The keys that sign.
   *
   * @throws Refusal where a file holds none
   */
  static List<BundleSigner> signers(List<Path> files) {
    return files.stream().map(file -> key(file, BundleSigner::parse)).toList();
  }

  /**
   * The keys that verify.
   *
   * @throws Refusal where a file holds none
   */
  static List<BundleKey> keys(List<Path> files) {
    return files.stream().flatMap(file -> key(file, BundleKey::parse).stream()).distinct().toList();
  }

  private static <T> T key(Path file, Function<String, T> parse) {
    try {
      return parse.apply(Files.readString(file));
    } catch (IOException e) {
      throw Refusal.invalidInput("cannot read the key file `%s`".formatted(file));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidInput("`%s`: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * Reads a bundle, as far as one may go and a byte more.
   *
   * @throws Refusal where there is no such file
   */
  static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BundleVerifier.MAX_SIZE + 1);
    } catch (IOException e) {
      throw Refusal.invalidInput("cannot read the bundle `%s`".formatted(file));
    }
  }

  /** What a bundle is, a line each. */
  static String describe(Bundle bundle) {
    Program program = bundle.program();
    return """
        repository  %s
        revision    %s
        sequence    %s
        issued at   %s
        not after   %s
        signed by   %s
        needs       %s
        payload     sha256:%s
        """
        .formatted(
            program.name(),
            program.revision(),
            Long.toUnsignedString(bundle.sequence()),
            bundle.issuedAt(),
            bundle.notAfter(),
            String.join("\n            ", bundle.signedBy()),
            needs(bundle),
            bundle.digest());
  }

  private static String needs(Bundle bundle) {
    return bundle.needs().isEmpty()
        ? "nothing but the request"
        : bundle.needs().stream().map(Need::toString).collect(Collectors.joining(", "));
  }
}
