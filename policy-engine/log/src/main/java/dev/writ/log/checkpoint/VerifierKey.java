package dev.writ.log.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What verifies signatures of one key: C2SP's signed-note names it {@code <name>+<key id>+<key>}.
 * Immutable.
 */
public final class VerifierKey {

  /** Signs the text of a note. */
  public static final byte ED25519 = 1;

  /** Signs a checkpoint with the time at which a witness saw it. */
  public static final byte COSIGNATURE = 4;

  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int RAW = 32;
  private static final int ID = 4;

  private final String name;
  private final byte type;
  private final byte[] raw;
  private final PublicKey key;

  private VerifierKey(String name, byte type, byte[] raw) throws InvalidNoteException {
    this.name = checkedName(name);
    this.type = type;
    this.raw = raw;
    try {
      key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(joined(X509_PREFIX, raw)));
    } catch (GeneralSecurityException invalid) {
      throw new InvalidNoteException("the key of `" + name + "` is no Ed25519 key", invalid);
    }
  }

  static VerifierKey of(String name, byte type, PublicKey key) throws InvalidNoteException {
    byte[] encoded = key.getEncoded();
    return new VerifierKey(
        name, type, Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length));
  }

  /**
   * Reads {@link #text}.
   *
   * @throws InvalidNoteException if it is no key, or its id is not that of the name and the key
   */
  public static VerifierKey parse(String text) throws InvalidNoteException {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length < 3) {
      throw new InvalidNoteException(
          "`" + text + "` is no verifier key; one looks like `name+01234567+AQ…`");
    }
    byte[] data = Encoding.base64(parts[2]);
    if (data.length != 1 + RAW || data[0] != ED25519 && data[0] != COSIGNATURE) {
      throw new InvalidNoteException("the key of `" + parts[0] + "` is of no known type");
    }
    VerifierKey key = new VerifierKey(parts[0], data[0], Arrays.copyOfRange(data, 1, 1 + RAW));
    if (!key.hexId().equals(parts[1])) {
      throw new InvalidNoteException(
          "the key id `" + parts[1] + "` does not belong to the key of `" + parts[0] + "`");
    }
    return key;
  }

  /** Who signs. */
  public String name() {
    return name;
  }

  /** {@link #ED25519} or {@link #COSIGNATURE}. */
  public byte type() {
    return type;
  }

  /** The first four bytes of SHA-256 over name, newline, type and key. */
  public byte[] id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(type);
      return Arrays.copyOf(digest.digest(raw), ID);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** The form that configuration and other tools take: {@code <name>+<key id>+<key>}. */
  public String text() {
    return name + "+" + hexId() + "+" + Encoding.base64(joined(new byte[] {type}, raw));
  }

  private String hexId() {
    return HexFormat.of().formatHex(id());
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

  private static String checkedName(String name) throws InvalidNoteException {
    boolean spaced = name.codePoints().anyMatch(VerifierKey::isSpaceOrControl);
    if (name.isEmpty() || name.contains("+") || spaced) {
      throw new InvalidNoteException(
          "`" + name + "` names no key: it may not be empty nor have spaces or `+`");
    }
    return name;
  }

  private static boolean isSpaceOrControl(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point);
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return text();
  }
}
