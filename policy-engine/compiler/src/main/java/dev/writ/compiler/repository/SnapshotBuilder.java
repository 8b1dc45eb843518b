package dev.writ.compiler.repository;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the files of a snapshot and applies the rules that hold wherever files come from. Not
 * for use by several threads.
 */
public final class SnapshotBuilder {

  private final List<PolicyFile> files = new ArrayList<>();
  private final Problems problems = new Problems();
  private long totalBytes;

  /** Whether a path names a policy file: {@code *.yaml} or {@code *.yml}. */
  public static boolean isPolicyFile(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }

  /** Adds a file if it is a policy file. */
  public void add(String path, byte[] content) {
    if (!isPolicyFile(path)) {
      return;
    }
    if (isHidden(path)) {
      hidden(path);
    } else if (content.length > RepositoryLimits.FILE_BYTES) {
      tooLarge(path);
    } else if (files.size() < RepositoryLimits.FILES
        && totalBytes <= RepositoryLimits.TOTAL_BYTES) {
      totalBytes += content.length;
      files.add(new PolicyFile(path, content));
    } else {
      tooMany();
    }
  }

  /** Notes that a path is left out since a segment of it begins with a dot. */
  public void hidden(String path) {
    warning("hidden-file", path, "hidden, so it is ignored");
  }

  /** Notes a file that is larger than {@link RepositoryLimits#FILE_BYTES}. */
  public void tooLarge(String path) {
    error("file-too-large", path, "larger than the limit of 1 MiB for a policy file");
  }

  /** Notes what must keep the snapshot from being used. */
  public void error(String code, String path, String message) {
    problems.add(Problem.error(code, Location.ofFile(path), message));
  }

  /** Notes what its author probably did not mean. */
  public void warning(String code, String path, String message) {
    problems.add(Problem.warning(code, Location.ofFile(path), message));
  }

  /** The files and problems so far. */
  public RepositorySnapshot build() {
    return RepositorySnapshot.of(files, problems.sorted());
  }

  private void tooMany() {
    String message =
        "the repository has more than %,d policy files or %d MiB of them"
            .formatted(RepositoryLimits.FILES, RepositoryLimits.TOTAL_BYTES >> 20);
    error("repository-too-large", "writ.yaml", message);
  }

  private static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }
}
