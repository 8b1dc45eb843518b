package dev.writ.agent;

import dev.writ.log.store.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk on which there is no space at times. */
final class FullDisk implements Disk {
  private final Disk disk = Disk.local();
  volatile boolean full;

  private void check() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public Appender create(Path file) throws IOException {
    check();
    Appender appender = disk.create(file);
    return new Appender() {
      @Override
      public void write(ByteBuffer content) throws IOException {
        check();
        appender.write(content);
      }

      @Override
      public void force() throws IOException {
        check();
        appender.force();
      }

      @Override
      public void close() throws IOException {
        appender.close();
      }
    };
  }

  @Override
  public void force(Path path) throws IOException {
    disk.force(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    disk.move(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }
}
