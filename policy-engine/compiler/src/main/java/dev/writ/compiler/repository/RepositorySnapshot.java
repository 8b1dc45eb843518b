package dev.writ.compiler.repository;

import dev.writ.compiler.diagnostic.Problem;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The policy files of a repository at one moment, wherever they came from: a directory, a Git
 * commit, a bundle. Immutable; the same content makes an equal snapshot in whatever order it was
 * listed.
 *
 * @param files sorted by path; only policy files, each within the limits of {@link
 *     RepositoryLimits}
 * @param problems what kept other files from being listed; sorted
 * @param revision the content's hash: SHA-256, in lower-case hexadecimal, over the files' paths and
 *     bytes, each preceded by its length as four bytes
 */
public record RepositorySnapshot(List<PolicyFile> files, List<Problem> problems, String revision) {

  public RepositorySnapshot {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /**
   * The snapshot of files given by path (relative to the root, {@code /} between segments). Hidden
   * and other files that are no policy files are left out; limits apply.
   */
  public static RepositorySnapshot of(Map<String, byte[]> contents) {
    SnapshotBuilder builder = new SnapshotBuilder();
    contents.forEach((path, bytes) -> builder.add(path, bytes));
    return builder.build();
  }

  static RepositorySnapshot of(List<PolicyFile> files, List<Problem> problems) {
    List<PolicyFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(PolicyFile::path));
    MessageDigest digest = PolicyFile.sha256();
    sorted.forEach(file -> file.addTo(digest));
    return new RepositorySnapshot(sorted, problems, HexFormat.of().formatHex(digest.digest()));
  }
}
