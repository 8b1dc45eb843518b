package dev.writ.log.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes of RFC 6962, section 2.1, over SHA-256. Not thread-safe: one for each thread. */
public final class Hasher {

  /** Bytes of a hash. */
  public static final int SIZE = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest;

  /** A hasher for one thread. */
  public Hasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** The root of the tree without leaves. */
  public byte[] empty() {
    return digest.digest();
  }

  /** SHA-256 of the bytes alone: what stands for a disclosure. */
  public byte[] plain(byte[] content) {
    return digest.digest(content);
  }

  /** The hash of a leaf. */
  public byte[] leaf(byte[] content) {
    digest.update(LEAF);
    return digest.digest(content);
  }

  /** The hash of the node over two others. */
  public byte[] node(byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /**
   * The root over a power of two of hashes that stand one after the other.
   *
   * @param hashes at least {@code (from + count) * 32} bytes; unchanged
   * @param from the first one's position, in hashes
   * @param count a power of two
   */
  public byte[] perfect(byte[] hashes, int from, int count) {
    byte[] row = Arrays.copyOfRange(hashes, from * SIZE, (from + count) * SIZE);
    for (int width = count / 2; width > 0; width /= 2) {
      halve(row, width);
    }
    return row.length == SIZE ? row : Arrays.copyOf(row, SIZE);
  }

  private void halve(byte[] row, int width) {
    try {
      for (int at = 0; at < width; at++) {
        digest.update(NODE);
        digest.update(row, at * 2 * SIZE, 2 * SIZE);
        digest.digest(row, at * SIZE, SIZE);
      }
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
