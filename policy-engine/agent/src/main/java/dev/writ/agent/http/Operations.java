package dev.writ.agent.http;

/** What the agent says of itself. */
public interface Operations {
  /** Whether it can decide, and why not; JSON. */
  Report health();

  /** Metrics in the text format of Prometheus. */
  byte[] metrics();

  /** A report on health. */
  record Report(boolean ready, byte[] json) {}
}
