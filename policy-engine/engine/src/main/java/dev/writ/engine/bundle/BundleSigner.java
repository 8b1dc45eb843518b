package dev.writ.engine.bundle;

import dev.writ.engine.bundle.Envelope.KeySignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A private key that signs bundles, with its public key. Ed25519 signs without chance: the same
 * payload, sequence and times give the same bytes. Immutable; safe between threads.
 */
public final class BundleSigner {
  private final PrivateKey key;
  private final BundleKey publicKey;

  private BundleSigner(PrivateKey key, BundleKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * Reads a PEM text with a {@code PRIVATE KEY} block and the {@code PUBLIC KEY} block that belongs
   * to it.
   *
   * @throws IllegalArgumentException where it has other than one of each, or they do not belong
   *     together
   */
  public static BundleSigner parse(String pem) {
    List<byte[]> secrets = Pem.blocks(pem, "PRIVATE KEY");
    if (secrets.size() != 1) {
      throw new IllegalArgumentException(
          "there are %s private keys in it instead of one".formatted(secrets.size()));
    }
    if (Pem.blocks(pem, "PUBLIC KEY").size() != 1) {
      throw new IllegalArgumentException(
          "the public key is missing in it; append what `openssl pkey -pubout` prints");
    }
    return new BundleSigner(privateKey(secrets.get(0)), BundleKey.parse(pem).get(0)).proved();
  }

  private static PrivateKey privateKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the private key in it is no Ed25519 key", e);
    }
  }

  private BundleSigner proved() {
    byte[] probe = Manifest.toBeSigned(new byte[0]);
    if (!publicKey.verifies(probe, sign(probe))) {
      throw new IllegalArgumentException("the public key in it belongs to another private key");
    }
    return this;
  }

  /** What verifies its signatures. */
  public BundleKey publicKey() {
    return publicKey;
  }

  /**
   * Makes a signed bundle.
   *
   * @param signers who signs, 1 to 16
   * @param sequence unsigned, higher than in every bundle before
   * @param issuedAt now; cut to whole seconds
   * @param notAfter the last moment at which it may decide; cut to whole seconds
   * @throws IllegalArgumentException where it would never be valid
   */
  public static byte[] sign(
      Payload payload,
      List<BundleSigner> signers,
      long sequence,
      Instant issuedAt,
      Instant notAfter) {
    if (notAfter.isBefore(issuedAt)) {
      throw new IllegalArgumentException("the bundle would run out before it is issued");
    }
    checkSigners(signers);
    byte[] content = payload.encode();
    String name = checkedName(payload.program().name());
    byte[] manifest =
        new Manifest(
                sequence,
                issuedAt.truncatedTo(ChronoUnit.SECONDS),
                notAfter.truncatedTo(ChronoUnit.SECONDS),
                content.length,
                BundleKey.sha256(content),
                name)
            .encode();
    List<KeySignature> signatures =
        signers.stream().map(signer -> signer.signature(manifest)).toList();
    return new Envelope(manifest, signatures, content).write();
  }

  /** Signs the bytes of a manifest. */
  KeySignature signature(byte[] manifest) {
    return new KeySignature(publicKey.id(), sign(Manifest.toBeSigned(manifest)));
  }

  private static void checkSigners(List<BundleSigner> signers) {
    long keys = signers.stream().map(BundleSigner::publicKey).distinct().count();
    if (keys != signers.size() || keys < 1 || keys > Layout.MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          "a bundle is signed by 1 to %s keys, each once".formatted(Layout.MAX_SIGNATURES));
    }
  }

  private static String checkedName(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > Layout.MAX_NAME) {
      throw new IllegalArgumentException(
          "the repository's name has more than %s bytes".formatted(Layout.MAX_NAME));
    }
    return name;
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an Ed25519 key signs everything", impossible);
    }
  }
}
