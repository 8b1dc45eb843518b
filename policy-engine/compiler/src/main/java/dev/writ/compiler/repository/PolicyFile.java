package dev.writ.compiler.repository;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content of one file of a policy repository. Immutable. */
public final class PolicyFile {

  private final String path;
  private final byte[] content;
  private final String hash;

  /**
   * @param path relative to the repository's root, with {@code /} between segments
   */
  public PolicyFile(String path, byte[] content) {
    this.path = path;
    this.content = content.clone();
    this.hash = HexFormat.of().formatHex(sha256().digest(content));
  }

  public String path() {
    return path;
  }

  /** A copy of the bytes. */
  public byte[] content() {
    return content.clone();
  }

  /** The number of bytes. */
  public int size() {
    return content.length;
  }

  /** The SHA-256 of the bytes in lower-case hexadecimal. */
  public String hash() {
    return hash;
  }

  /** Adds path and bytes to a digest, each behind its length, so that no two listings are alike. */
  void addTo(MessageDigest digest) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    addLength(digest, name.length);
    digest.update(name);
    addLength(digest, content.length);
    digest.update(content);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void addLength(MessageDigest digest, int length) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (length >> shift));
    }
  }

  /** Equal if path and content are, the content being compared by its hash. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyFile that && path.equals(that.path) && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + hash.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
