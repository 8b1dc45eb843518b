package dev.writ.compiler.document;

/** What a rule says, or a test expects. */
public enum Effect {
  ALLOW,
  DENY
}
