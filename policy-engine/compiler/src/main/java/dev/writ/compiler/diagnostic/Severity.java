package dev.writ.compiler.diagnostic;

/** Whether a problem keeps a policy set from being loaded. */
public enum Severity {
  ERROR("error"),
  WARNING("warning");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The severity in lower case, as people and SARIF read it. */
  public String word() {
    return word;
  }
}
