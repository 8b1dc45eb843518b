package dev.writ.server.peer;

import java.util.Locale;

/** What a peer asks this server to do; each is granted by name. */
public enum Operation {
  /** Decisions, one or a batch. */
  EVALUATE,
  /** Searches for subjects, resources and actions. */
  SEARCH,
  /** Explanations, which show how the policies read. */
  EXPLAIN,
  /** The decision log: who asked what. */
  READ_LOG,
  /** Signed policy bundles. */
  FETCH_BUNDLE,
  /** Sending the log of an agent. */
  SHIP_LOG,
  /** Having checkpoints of other logs cosigned. */
  WITNESS,
  /** Revoking tokens, sessions and keys. */
  REVOKE,
  /** Metrics and health in detail. */
  OBSERVE;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Its name in the configuration, such as {@code read-log}. */
  public String id() {
    return id;
  }
}
