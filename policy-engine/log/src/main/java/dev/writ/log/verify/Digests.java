package dev.writ.log.verify;

import java.util.List;

/** Reads from a leaf what verification must know of it. Called for every leaf; thread-safe. */
public interface Digests {

  /** The digests (32 bytes each) of the disclosures that the leaf refers to. */
  List<byte[]> of(byte[] leaf);

  /** What the leaf, as a record of a redaction or of pruning, says is no longer there. */
  List<Removal> removals(byte[] leaf);
}
