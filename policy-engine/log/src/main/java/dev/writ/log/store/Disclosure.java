package dev.writ.log.store;

/**
 * A value that lies beside its leaf and can be deleted without breaking a proof.
 *
 * @param digest SHA-256 of the content; the leaf holds it in the value's place
 * @param content the value with its salt, at most {@value #MAX_CONTENT} bytes, taken over: its
 *     owner must not change it any more
 */
public record Disclosure(byte[] digest, byte[] content) {

  /** Bounds what recovery and verification read at once. */
  public static final int MAX_CONTENT = 16 << 20;

  /**
   * @throws IllegalArgumentException if the digest is no SHA-256 digest or the content too long
   */
  public Disclosure {
    if (digest.length != 32) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + digest.length);
    }
    if (content.length > MAX_CONTENT) {
      throw new IllegalArgumentException(
          "a disclosure has " + content.length + " bytes, at most " + MAX_CONTENT + " fit");
    }
  }
}
