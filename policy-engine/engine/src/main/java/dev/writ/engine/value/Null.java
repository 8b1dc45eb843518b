package dev.writ.engine.value;

/** The CEL value {@code null}, so that no evaluation ever returns a Java null. */
public enum Null {
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
