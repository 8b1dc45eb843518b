package dev.writ.cli;

/** What the exit code of every verb means. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILURE = 1;
  static final int DENIED = 2;
  static final int INVALID_INPUT = 3;

  /** {@code EX_USAGE} of BSD's sysexits. */
  static final int USAGE = 64;

  private ExitCode() {}
}
