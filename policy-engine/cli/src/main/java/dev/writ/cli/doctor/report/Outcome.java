package dev.writ.cli.doctor.report;

import dev.writ.cli.doctor.check.Result;

/** How a result is shown: never by colour alone. */
public enum Outcome {
  FAILED("failed", "✗"),
  WARNED("warned", "!"),
  PASSED("passed", "✓"),
  NOT_MADE("not made", "–");

  private final String words;
  private final String symbol;

  Outcome(String words, String symbol) {
    this.words = words;
    this.symbol = symbol;
  }

  static Outcome of(Result result) {
    return switch (result) {
      case Result.Failed failed -> FAILED;
      case Result.Warned warned -> WARNED;
      case Result.Passed passed -> PASSED;
      case Result.NotMade notMade -> NOT_MADE;
    };
  }

  /** Such as {@code not made}. */
  String words() {
    return words;
  }

  /** Such as {@code not-made}. */
  String code() {
    return words.replace(' ', '-');
  }

  String symbol() {
    return symbol;
  }
}
