package dev.writ.server.policy;

import dev.writ.engine.Engine;
import dev.writ.server.policy.PolicyState.Faults;

/** Reads and compiles a policy repository as it is at this moment. */
@FunctionalInterface
public interface PolicySource {

  /** Reads it whole: a policy set, or all that is wrong with it. */
  Reading read();

  /** What a policy repository came to. */
  sealed interface Reading {

    /**
     * A policy set.
     *
     * @param warnings how many
     */
    record Good(Engine engine, int warnings) implements Reading {}

    /** No policy set. */
    record Broken(Faults faults) implements Reading {}
  }
}
