package dev.writ.engine.program;

/** What a rule does when it applies; the order is part of the encoded program. */
public enum Effect {
  ALLOW,
  DENY
}
