package dev.writ.log.verify;

import java.util.List;

/**
 * What verification found.
 *
 * @param size how many entries the newest checkpoint signs
 * @param unsigned how many entries came after it
 * @param checkpoints how many earlier checkpoints the tree was compared with
 * @param disclosures how many disclosures were compared with their digests
 * @param problems everything that is wrong, at most {@value #MOST}
 * @param notes what is not wrong and still worth knowing
 */
public record Report(
    long size,
    long unsigned,
    int checkpoints,
    long disclosures,
    List<Problem> problems,
    List<String> notes) {

  /** More problems than this are not listed. */
  public static final int MOST = 1_000;

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
