package dev.writ.log.merkle;

import java.security.MessageDigest;
import java.util.List;

/** Checks proofs without the tree, as RFC 9162 does in sections 2.1.3.2 and 2.1.4.2. */
public final class Proofs {

  private Proofs() {}

  /** Whether the path leads from the leaf at the index to the root of a tree of this size. */
  public static boolean includes(
      byte[] root, long size, long index, byte[] leafHash, List<byte[]> path) {
    if (index < 0 || index >= size) {
      return false;
    }
    Hasher hasher = new Hasher();
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : path) {
      if (last == 0) {
        return false;
      }
      if (isRight(node) || node == last) {
        hash = hasher.node(sibling, hash);
        int skipped = isRight(node) ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= skipped;
        last >>>= skipped;
      } else {
        hash = hasher.node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && same(hash, root);
  }

  /** Whether the proof shows that the second tree begins with the first. */
  public static boolean extend(
      long firstSize, byte[] firstRoot, long secondSize, byte[] secondRoot, List<byte[]> proof) {
    if (firstSize < 0 || firstSize > secondSize) {
      return false;
    }
    if (firstSize == secondSize) {
      return proof.isEmpty() && same(firstRoot, secondRoot);
    }
    if (firstSize == 0) {
      return proof.isEmpty() && same(firstRoot, new Hasher().empty());
    }
    boolean whole = Long.bitCount(firstSize) == 1;
    if (!whole && proof.isEmpty()) {
      return false;
    }
    byte[] start = whole ? firstRoot : proof.getFirst();
    return climb(firstSize, firstRoot, secondSize, secondRoot, start, whole ? proof : rest(proof));
  }

  private static boolean climb(
      long firstSize,
      byte[] firstRoot,
      long secondSize,
      byte[] secondRoot,
      byte[] start,
      List<byte[]> proof) {
    Hasher hasher = new Hasher();
    int skipped = Long.numberOfTrailingZeros(firstSize);
    long node = (firstSize - 1) >>> skipped;
    long last = (secondSize - 1) >>> skipped;
    byte[] first = start;
    byte[] second = start;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if (isRight(node) || node == last) {
        first = hasher.node(sibling, first);
        second = hasher.node(sibling, second);
        int over = isRight(node) ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= over;
        last >>>= over;
      } else {
        second = hasher.node(second, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && same(first, firstRoot) && same(second, secondRoot);
  }

  private static boolean isRight(long node) {
    return (node & 1) == 1;
  }

  private static List<byte[]> rest(List<byte[]> proof) {
    return proof.subList(1, proof.size());
  }

  private static boolean same(byte[] left, byte[] right) {
    return MessageDigest.isEqual(left, right);
  }
}
