package dev.writ.log.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends checkpoints to a file, each after an empty line; of use where the file lies on another
 * machine, or on a medium that cannot be rewritten.
 *
 * @param file created if it is not there; its folder must be
 */
public record FileSink(Path file) implements CheckpointSink {

  @Override
  public void publish(String note) throws IOException {
    Files.writeString(
        file,
        note + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.SYNC);
  }
}
