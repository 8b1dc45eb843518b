package dev.writ.engine.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public part of an Ed25519 key that signs bundles. Immutable; safe between threads. */
public final class BundleKey {
  private final PublicKey key;
  private final String id;

  private BundleKey(PublicKey key) {
    this.key = key;
    id = sha256(key.getEncoded());
  }

  /**
   * Reads all {@code PUBLIC KEY} blocks of a PEM text.
   *
   * @throws IllegalArgumentException where there is none, or one is no Ed25519 key
   */
  public static List<BundleKey> parse(String pem) {
    List<BundleKey> keys = Pem.blocks(pem, "PUBLIC KEY").stream().map(BundleKey::of).toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no public key in it; make one with `writ bundle keygen`");
    }
    return keys;
  }

  private static BundleKey of(byte[] encoded) {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new BundleKey(factory.generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a public key in it is no Ed25519 key", e);
    }
  }

  /** The SHA-256 of the key's SubjectPublicKeyInfo (RFC 8410), in lower-case hexadecimal. */
  public String id() {
    return id;
  }

  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** The SHA-256 of bytes, in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BundleKey that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
