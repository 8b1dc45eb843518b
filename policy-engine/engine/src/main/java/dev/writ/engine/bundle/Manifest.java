package dev.writ.engine.bundle;

import dev.writ.engine.bundle.InvalidBundle.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What is signed.
 *
 * @param sequence unsigned; a signer's later bundles have higher ones
 * @param issuedAt when it was signed, in whole seconds
 * @param notAfter the last moment at which it may decide, in whole seconds
 * @param length of the payload in bytes
 * @param digest the SHA-256 of the payload, lower-case hexadecimal
 * @param repository the name of the policy repository
 */
record Manifest(
    long sequence,
    Instant issuedAt,
    Instant notAfter,
    long length,
    String digest,
    String repository) {

  /** DSSE's payload type: no signature for another purpose is one of a manifest. */
  private static final String TYPE = "application/vnd.writ.bundle-manifest.v1";

  /** Everything but the name. */
  static final int FIXED = 4 * Long.BYTES + Layout.DIGEST;

  byte[] encode() {
    byte[] name = repository.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED + name.length)
        .putLong(sequence)
        .putLong(issuedAt.getEpochSecond())
        .putLong(notAfter.getEpochSecond())
        .putLong(length)
        .put(Layout.bytes(digest))
        .put(name)
        .array();
  }

  /** Reads {@link #encode}; of one that somebody trusted signed, so nothing hostile comes here. */
  static Manifest decode(byte[] encoded) throws InvalidBundle {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      return new Manifest(
          in.getLong(),
          Instant.ofEpochSecond(in.getLong()),
          Instant.ofEpochSecond(in.getLong()),
          in.getLong(),
          Layout.hex(in, Layout.DIGEST),
          new String(encoded, FIXED, encoded.length - FIXED, StandardCharsets.UTF_8));
    } catch (DateTimeException e) {
      throw new InvalidBundle(Problem.MALFORMED, "the manifest holds a time that is none");
    }
  }

  /** How long the payload is said to be, for a look before signatures are verified. */
  static long length(byte[] encoded) {
    return ByteBuffer.wrap(encoded).getLong(3 * Long.BYTES);
  }

  /** DSSE's pre-authentication encoding: what the keys sign in place of the bare manifest. */
  static byte[] toBeSigned(byte[] encoded) {
    byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
    byte[] head =
        ("DSSEv1 " + type.length + " " + TYPE + " " + encoded.length + " ")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + encoded.length).put(head).put(encoded).array();
  }
}
