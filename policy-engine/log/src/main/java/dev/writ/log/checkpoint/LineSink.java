package dev.writ.log.checkpoint;

import java.lang.System.Logger.Level;

/**
 * Writes checkpoints to the process's own log, one line each with {@code |} for line ends, for
 * where that log is collected off the host.
 */
public final class LineSink implements CheckpointSink {

  private static final System.Logger LOG = System.getLogger("dev.writ.log.checkpoint");

  @Override
  public void publish(String note) {
    LOG.log(Level.INFO, () -> "checkpoint " + note.strip().replace('\n', '|'));
  }
}
