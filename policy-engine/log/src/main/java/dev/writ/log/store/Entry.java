package dev.writ.log.store;

import java.util.List;

/**
 * What becomes one leaf of the log, and what lies beside it.
 *
 * @param leaf at most {@value #MAX_LEAF} bytes, taken over: its owner must not change it any more
 * @param disclosures kept beside the leaf, which holds their digests
 * @param keys under which the entry is found again
 */
public record Entry(byte[] leaf, List<Disclosure> disclosures, IndexKeys keys) {

  /** A bundle gives the length of an entry in 16 bits. */
  public static final int MAX_LEAF = 65_535;

  /**
   * @throws IllegalArgumentException if the leaf is too long
   */
  public Entry {
    if (leaf.length > MAX_LEAF) {
      throw new IllegalArgumentException(
          "an entry has " + leaf.length + " bytes, at most " + MAX_LEAF + " fit");
    }
    disclosures = List.copyOf(disclosures);
  }
}
