package dev.writ.log.store;

/** What an append waits for. */
public enum Durability {
  /**
   * An append completes when its entries and their disclosures are on disk, and fails otherwise.
   */
  REQUIRED,
  /**
   * An append completes when its entries are written, which a crash of the machine may undo. A full
   * queue or a failing disk drops entries; how many is written into the log.
   */
  BEST_EFFORT
}
