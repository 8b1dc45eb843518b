package dev.writ.agent.policy;

import dev.writ.engine.bundle.Bundle;

/** What answers requests at one moment. A request takes it once and uses it to its end. */
public sealed interface PolicyState {

  /** A bundle decides, while its time lasts. */
  record Serving(Bundle bundle) implements PolicyState {}

  /** No bundle was ever accepted, or the last one ran out before it could be used. */
  record Missing(String reason) implements PolicyState {}
}
