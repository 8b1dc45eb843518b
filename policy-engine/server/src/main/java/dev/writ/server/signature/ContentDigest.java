package dev.writ.server.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;

/** The digest of a body in its header (RFC 9530, section 2). */
final class ContentDigest {
  static final String FIELD = "Content-Digest";

  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

  private ContentDigest() {}

  /**
   * Holds the header, if there is one, against the body. Every digest of a known algorithm must be
   * right, and there must be one; those of other algorithms say nothing.
   */
  static void check(SignedMessage message) {
    if (!message.has(FIELD)) {
      return;
    }
    boolean known = false;
    for (var digest : SignatureInput.dictionary(message.fields().apply(FIELD)).entrySet()) {
      String algorithm = ALGORITHMS.get(digest.getKey());
      if (algorithm != null) {
        known = true;
        compare(digest.getValue(), digest(algorithm, message.body()));
      }
    }
    if (!known) {
      throw Fault.DIGEST_MISMATCH.refused();
    }
  }

  private static void compare(ListElement<?> stated, byte[] actual) {
    if (!(stated instanceof ByteSequenceItem bytes)
        || !MessageDigest.isEqual(SignatureInput.bytes(bytes), actual)) {
      throw Fault.DIGEST_MISMATCH.refused();
    }
  }

  /** The digest of a body. */
  static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
