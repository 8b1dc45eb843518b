package dev.writ.log.checkpoint;

import java.io.IOException;

/**
 * Where checkpoints are published, so that whoever holds the key cannot rewrite what was signed.
 */
@FunctionalInterface
public interface CheckpointSink {

  /**
   * Called on a thread of its own for each sink, one at a time; while it takes long, newer
   * checkpoints replace those that wait.
   *
   * @param note the signed checkpoint as C2SP's tlog-checkpoint writes it
   * @throws IOException if it could not be published; it is reported, and the next one tried
   */
  void publish(String note) throws IOException, InterruptedException;
}
