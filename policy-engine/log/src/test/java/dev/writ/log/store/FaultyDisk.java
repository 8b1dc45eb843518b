package dev.writ.log.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A disk that does what a test tells it: fails at some files, or forces nothing for a while. */
final class FaultyDisk implements Disk {

  private final Disk disk = new LocalDisk();
  private volatile @Nullable Predicate<Path> full;
  private volatile @Nullable Predicate<Path> unforceable;
  private volatile boolean readOnly;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Writing to these files ends halfway: no space left on device. */
  void fill(Predicate<Path> files) {
    full = files;
  }

  /** Forcing these files and folders fails: input/output error. */
  void failForcing(Predicate<Path> files) {
    unforceable = files;
  }

  /** Nothing can be created, written, moved or deleted: read-only file system. */
  void protect() {
    readOnly = true;
  }

  /** Everything works again. */
  void heal() {
    readOnly = false;
    full = null;
    unforceable = null;
  }

  /** Forcing waits until the latch is open. */
  void slowDown(CountDownLatch until) {
    gate = until;
  }

  static boolean isJournal(Path file) {
    return String.valueOf(file.getParent()).endsWith("journal");
  }

  static boolean isTile(Path file) {
    return file.toString().contains("/tile/");
  }

  private void refuseChanges() throws IOException {
    if (readOnly) {
      throw new IOException("Read-only file system");
    }
  }

  private void refuseForcing(Path path) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    Predicate<Path> these = unforceable;
    if (these != null && these.test(path)) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public Appender create(Path file) throws IOException {
    refuseChanges();
    Appender appender = disk.create(file);
    return new Appender() {
      @Override
      public void write(ByteBuffer content) throws IOException {
        refuseChanges();
        Predicate<Path> these = full;
        if (these != null && these.test(file)) {
          appender.write(content.slice(0, content.remaining() / 2));
          throw new IOException("No space left on device");
        }
        appender.write(content);
      }

      @Override
      public void force() throws IOException {
        refuseForcing(file);
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
    refuseForcing(path);
    disk.force(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    refuseChanges();
    disk.move(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    refuseChanges();
    disk.delete(path);
  }
}
