package dev.writ.cli;

/** Why a verb cannot do its work: a line for the user, and the exit code. */
final class Refusal extends RuntimeException {
  private final int exitCode;

  private Refusal(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** What the user gave cannot be used. */
  static Refusal invalidInput(String message) {
    return new Refusal(ExitCode.INVALID_INPUT, message);
  }

  /** Something else stands in the way. */
  static Refusal failure(String message) {
    return new Refusal(ExitCode.FAILURE, message);
  }

  /** Something that has an exit code of its own. */
  static Refusal of(int exitCode, String message) {
    return new Refusal(exitCode, message);
  }

  int exitCode() {
    return exitCode;
  }
}
