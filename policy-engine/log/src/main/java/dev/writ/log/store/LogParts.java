package dev.writ.log.store;

import dev.writ.log.checkpoint.CheckpointSink;
import java.util.List;

/**
 * What a log works with.
 *
 * @param gap makes entries that stand for dropped ones
 * @param index is told of every entry
 * @param sinks where checkpoints are published
 * @param disk where files are written
 */
public record LogParts(Gap gap, IndexWriter index, List<CheckpointSink> sinks, Disk disk) {

  /** The machine's own file system, and copies of the sinks. */
  public LogParts(Gap gap, IndexWriter index, List<CheckpointSink> sinks) {
    this(gap, index, List.copyOf(sinks), new LocalDisk());
  }
}
