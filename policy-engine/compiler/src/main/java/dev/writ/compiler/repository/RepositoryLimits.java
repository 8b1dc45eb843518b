package dev.writ.compiler.repository;

/** How large a policy repository may be. Beyond a limit it is refused, never read in part. */
public final class RepositoryLimits {

  /** Bytes of a policy file: 1 MiB. */
  public static final int FILE_BYTES = 1 << 20;

  /** Policy files of a repository. */
  public static final int FILES = 50_000;

  /** Files and folders of any kind that a directory is searched for policy files. */
  public static final int ENTRIES = 200_000;

  /** Bytes of all policy files of a repository: 256 MiB. */
  public static final long TOTAL_BYTES = 256L << 20;

  /** Folders within folders. */
  public static final int DEPTH = 32;

  /** Code points of an expression. */
  public static final int EXPRESSION_LENGTH = 10_000;

  /** Maps and lists within each other in a file. */
  public static final int NESTING = 64;

  private RepositoryLimits() {}
}
