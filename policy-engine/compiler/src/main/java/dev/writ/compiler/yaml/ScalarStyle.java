package dev.writ.compiler.yaml;

/** How a scalar is written. */
public enum ScalarStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL,
  FOLDED;

  /** Whether it is a block under {@code |} or {@code >}. */
  public boolean isBlock() {
    return this == LITERAL || this == FOLDED;
  }
}
