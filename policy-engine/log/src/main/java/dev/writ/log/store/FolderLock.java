package dev.writ.log.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * That this process, and within it who holds this, alone writes a log and what is kept beside it,
 * such as its index. It ends with the process at the latest. Thread-safe.
 */
public final class FolderLock implements Closeable {

  private final Layout layout;
  private final FileChannel channel;

  private FolderLock(Layout layout, FileChannel channel) {
    this.layout = layout;
    this.channel = channel;
  }

  /**
   * Locks a log's folder, which is made if it is not there.
   *
   * @throws IOException if another process, or another log of this one, has it; the message says
   *     what to do
   */
  public static FolderLock take(Path folder) throws IOException {
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    Files.createDirectories(layout.folder());
    FileChannel channel =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException(
          "the log in `%s` is open in another process; stop that one first"
              .formatted(layout.folder()));
    }
    return new FolderLock(layout, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  Layout layout() {
    return layout;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
