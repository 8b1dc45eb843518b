package dev.writ.agent;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.bundle.Payload;
import dev.writ.engine.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Signs bundles of the example policies, and of small policy sets. */
final class Bundles {
  static final Path EXAMPLES = Path.of("../../policies");

  private final KeyPair pair;
  private final BundleSigner signer;

  Bundles() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    signer = BundleSigner.parse(block("PRIVATE KEY", pair.getPrivate().getEncoded()) + keys());
  }

  /** What agents trust. */
  String keys() {
    return block("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }

  byte[] of(Program program, long sequence, Instant notAfter, Need... needs) {
    Instant issued = Instant.now().minusSeconds(5);
    return BundleSigner.sign(
        new Payload(program, Set.of(needs)),
        List.of(signer),
        sequence,
        issued.isBefore(notAfter) ? issued : notAfter.minusSeconds(10),
        notAfter);
  }

  byte[] of(Program program, long sequence) {
    return of(program, sequence, Instant.now().plusSeconds(3_600));
  }

  static Program examples() {
    return compiled(EXAMPLES);
  }

  /** Everybody may read a document, or nobody. */
  static Program small(boolean open) throws IOException {
    Path folder = Files.createTempDirectory("policies");
    Files.writeString(folder.resolve("writ.yaml"), "language: 1\nname: small\n");
    Files.writeString(
        folder.resolve("document.yaml"),
        """
        policy: documents
        resource: document
        rules:
          - allow: reading
            actions: [read]
            when: subject.id == "%s"
        """
            .formatted(open ? "alice" : "nobody"));
    return compiled(folder);
  }

  static Program compiled(Path folder) {
    Compilation result = new PolicyCompiler().compile(RepositoryReader.read(folder), null);
    if (result instanceof Compilation.Compiled compiled) {
      return compiled.program();
    }
    throw new AssertionError(result);
  }
}
