package dev.writ.log.store;

import java.time.Duration;

/**
 * How a log behaves.
 *
 * @param durability what an append waits for
 * @param queueEntries how many entries may wait to be written; more are refused
 * @param queueBytes how many bytes of entries and disclosures may wait
 * @param checkpointEvery how long entries stay unsigned at most
 * @param checkpointEntries after how many entries a checkpoint is signed even earlier
 * @param keepEvery how often a checkpoint is also kept among the earlier ones
 * @param journalBytes after how many bytes the journal is begun anew
 */
public record LogSettings(
    Durability durability,
    int queueEntries,
    long queueBytes,
    Duration checkpointEvery,
    int checkpointEntries,
    Duration keepEvery,
    long journalBytes) {

  /** The defaults for a durability. */
  public static LogSettings of(Durability durability) {
    return new LogSettings(
        durability,
        65_536,
        64L << 20,
        Duration.ofSeconds(10),
        65_536,
        Duration.ofHours(1),
        64L << 20);
  }
}
