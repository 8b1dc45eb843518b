package dev.writ.agent.http;

/** What the agent answers over HTTP. */
final class Paths {
  static final String EVALUATION = "/access/v1/evaluation";
  static final String EVALUATIONS = "/access/v1/evaluations";
  static final String LIVE = "/q/health/live";
  static final String READY = "/q/health/ready";
  static final String METRICS = "/q/metrics";

  private Paths() {}
}
