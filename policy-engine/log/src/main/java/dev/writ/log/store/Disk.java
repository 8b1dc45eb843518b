package dev.writ.log.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the log does to its files; a seam where tests let a disk fail. Thread-safe. */
public interface Disk {

  /** The machine's own file system. */
  static Disk local() {
    return new LocalDisk();
  }

  /** Creates a file, or empties it, to append to it. */
  Appender create(Path file) throws IOException;

  /** Returns when what was written to a file, or which files a folder has, is on disk. */
  void force(Path path) throws IOException;

  /** Gives a file another name in one step, replacing what had that name. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file or an empty folder, if it is there. */
  void delete(Path path) throws IOException;

  /** A file that is written from its beginning to its end. */
  interface Appender extends Closeable {

    /** Writes all of it. */
    void write(ByteBuffer content) throws IOException;

    /** Returns when all that was written is on disk. */
    void force() throws IOException;
  }

  /** Writes a whole file under its name in one step, creating its folders; does not force it. */
  default void write(Path file, byte[] content) throws IOException {
    write(file, content, false);
  }

  /** As {@link #write(Path, byte[])}, and returns when it is on disk under its name. */
  default void replace(Path file, byte[] content) throws IOException {
    write(file, content, true);
    force(parent(file));
  }

  private void write(Path file, byte[] content, boolean forced) throws IOException {
    Path folder = parent(file);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + Layout.UNFINISHED);
    try (Appender appender = create(unfinished)) {
      appender.write(ByteBuffer.wrap(content));
      if (forced) {
        appender.force();
      }
    }
    move(unfinished, file);
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("`" + file + "` lies in no folder");
    }
    return parent;
  }
}
