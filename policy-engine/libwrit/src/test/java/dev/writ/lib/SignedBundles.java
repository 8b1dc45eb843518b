package dev.writ.lib;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Signs bundles for tests, with a key of its own. */
final class SignedBundles {
  static final long SEQUENCE = 7;

  private static final PolicyCompiler COMPILER = new PolicyCompiler();
  private static final String ROOT = "language: 1\nname: shop\n";

  /** Alice, and whoever else owns a record, may read it. */
  static final Map<String, String> OWNERS_READ =
      Map.of(
          "records.yaml",
          """
          policy: records
          resource: record
          rules:
            - allow: owner-reads
              actions: [read]
              when: resource.ownerId == subject.id
          """);

  /** Nobody may read a record. */
  static final Map<String, String> NOBODY_READS =
      Map.of(
          "records.yaml",
          """
          policy: records
          resource: record
          rules:
            - deny: closed
              actions: [read]
              reason: Closed for the year’s end ✋
          """);

  /** One service may write the ledger. */
  static final Map<String, String> LEDGER_WRITES =
      Map.of(
          "ledger.yaml",
          """
          policy: ledger
          resource: ledger
          rules:
            - allow: ledger-writes
              actions: [write]
              services: ["spiffe://shop.example/ledger"]
          """);

  private final String publicKey;
  private final BundleSigner signer;

  SignedBundles() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      publicKey = block("PUBLIC KEY", pair.getPublic().getEncoded());
      signer = BundleSigner.parse(block("PRIVATE KEY", pair.getPrivate().getEncoded()) + publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }

  /** What verifies these bundles. */
  String publicKey() {
    return publicKey;
  }

  /** A bundle that is valid for a day. */
  byte[] bundle(Map<String, String> files, long sequence) {
    return bundle(program(files), sequence, Instant.now(), Duration.ofDays(1));
  }

  byte[] bundle(Program program, long sequence, Instant issued, Duration valid) {
    return BundleSigner.sign(
        Payload.of(program), List.of(signer), sequence, issued, issued.plus(valid));
  }

  /** A bundle of policies that also need something beyond requests. */
  byte[] needing(Need need) {
    Instant now = Instant.now();
    Payload payload = new Payload(program(OWNERS_READ), Set.of(need));
    return BundleSigner.sign(payload, List.of(signer), SEQUENCE, now, now.plusSeconds(60));
  }

  static Program program(Map<String, String> files) {
    var contents = new java.util.HashMap<>(Map.of("writ.yaml", ROOT.getBytes(UTF_8)));
    files.forEach((path, text) -> contents.put(path, text.getBytes(UTF_8)));
    return switch (COMPILER.compile(RepositorySnapshot.of(contents), null)) {
      case Compilation.Compiled compiled -> compiled.program();
      case Compilation.Rejected rejected ->
          throw new AssertionError(rejected.problems().toString());
    };
  }

  /** Writes what the tests in C, Python, Go and Node read. */
  static void writeFixtures(Path folder) throws IOException {
    var signed = new SignedBundles();
    Files.createDirectories(folder);
    Files.write(folder.resolve("first.bundle"), signed.bundle(OWNERS_READ, SEQUENCE));
    Files.write(folder.resolve("second.bundle"), signed.bundle(NOBODY_READS, SEQUENCE));
    Files.write(folder.resolve("newer.bundle"), signed.bundle(OWNERS_READ, SEQUENCE + 1));
    Files.write(folder.resolve("services.bundle"), signed.bundle(LEDGER_WRITES, SEQUENCE));
    byte[] strange = new SignedBundles().bundle(OWNERS_READ, SEQUENCE + 1);
    Files.write(folder.resolve("strange.bundle"), strange);
    Files.writeString(folder.resolve("keys.pem"), signed.publicKey());
  }
}
