package dev.writ.bundle;

import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.Payload;
import dev.writ.engine.bundle.TrustedKeys;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Bundles for tests, all issued at one time. */
final class Signed {
  static final Instant ISSUED = Instant.parse("2026-03-04T10:00:00Z");
  static final Instant NOT_AFTER = ISSUED.plus(Duration.ofHours(1));

  private static final BundleSigner SIGNER = signer();
  private static final BundleSigner STRANGER = signer();

  static final TrustedKeys TRUSTED = TrustedKeys.anyOf(List.of(SIGNER.publicKey()));

  private Signed() {}

  static byte[] bundle(long sequence) {
    return bundle(SIGNER, sequence, "%064d".formatted(sequence));
  }

  static byte[] strangers(long sequence) {
    return bundle(STRANGER, sequence, "0".repeat(64));
  }

  /** Another bundle of the same sequence. */
  static byte[] fork(long sequence) {
    return bundle(SIGNER, sequence, "f".repeat(64));
  }

  private static byte[] bundle(BundleSigner signer, long sequence, String revision) {
    var program =
        new Program(
            "shop",
            new Revision(revision, null),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Schema.NONE,
            Entities.NONE);
    return BundleSigner.sign(Payload.of(program), List.of(signer), sequence, ISSUED, NOT_AFTER);
  }

  private static BundleSigner signer() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return BundleSigner.parse(
          pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getEncoder().encodeToString(key.getEncoded()), label);
  }
}
