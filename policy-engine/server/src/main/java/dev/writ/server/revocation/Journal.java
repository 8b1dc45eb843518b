package dev.writ.server.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.server.revocation.Change.Revoke;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the list on disk, so that they survive the process: one line each, a checksum and
 * the change as JSON. A change is acknowledged only after its line, with its line feed, was forced
 * to disk. A last line without line feed was therefore never acknowledged and is cut off; anything
 * else that does not check means that acknowledged changes are lost, and the server must not go on
 * as if nothing had been revoked. For one thread at a time.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Journal.class);
  private static final int CHECKSUM = 8;

  private final Path file;
  private final FileChannel lock;
  private FileChannel channel;
  private long lines;
  private boolean broken;

  private Journal(Path file, FileChannel lock, FileChannel channel) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
  }

  /**
   * Opens a journal and reads it.
   *
   * @param replay takes every change, in order
   * @throws RevocationsUnusable if it is not whole, or another server has it
   */
  static Journal open(Path file, Consumer<Change> replay) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel lock = lock(file.resolveSibling(file.getFileName() + ".lock"));
    var journal = new Journal(file, lock, channel(file));
    try {
      journal.replay(replay);
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = channel(file);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("this process has the lock", e);
    }
    channel.close();
    throw new RevocationsUnusable(
        "`" + file + "` is locked: another server uses this folder (writ.data); give each its own");
  }

  private void replay(Consumer<Change> replay) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        replay.accept(change(bytes, start, i));
        lines++;
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      LOG.warnf("`%s` ends in a change that was never acknowledged: it is cut off", file);
      channel.truncate(start);
      channel.force(true);
    }
    channel.position(start);
  }

  private Change change(byte[] bytes, int start, int end) {
    int from = start + CHECKSUM + 1;
    try {
      if (from <= end
          && bytes[from - 1] == ' '
          && new String(bytes, start, CHECKSUM, US_ASCII)
              .equals(checksum(ByteBuffer.wrap(bytes, from, end - from)))) {
        return RevocationJson.change(Arrays.copyOfRange(bytes, from, end));
      }
    } catch (InvalidRequest e) {
      LOG.debug("a line with a right checksum and wrong content", e);
    }
    throw new RevocationsUnusable(
        "`"
            + file
            + "` is damaged in line "
            + (lines + 1)
            + ": restore it, or remove it and revoke anew what it held");
  }

  private static String checksum(ByteBuffer bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes);
    return "%08x".formatted(checksum.getValue());
  }

  /** How many changes it holds. */
  long lines() {
    return lines;
  }

  /**
   * Adds a change; it is on disk when this returns.
   *
   * @throws IOException if it is not, and then it is not in the journal either
   */
  void append(Change change) throws IOException {
    if (broken) {
      throw new IOException("`" + file + "` could not be put right after a failed write");
    }
    long end = channel.position();
    try {
      write(channel, change);
      channel.force(false);
      lines++;
    } catch (IOException e) {
      cutOff(end);
      throw e;
    }
  }

  /** What a failed write left must not stand before the next change. */
  private void cutOff(long end) {
    try {
      channel.truncate(end);
      channel.position(end);
      channel.force(true);
    } catch (IOException e) {
      broken = true;
      LOG.errorf("`%s` takes no more changes: %s", file, e.getMessage());
    }
  }

  private static void write(FileChannel channel, Change change) throws IOException {
    byte[] json = RevocationJson.bytes(change);
    ByteBuffer line = ByteBuffer.allocate(CHECKSUM + json.length + 2);
    line.put(checksum(ByteBuffer.wrap(json)).getBytes(US_ASCII)).put((byte) ' ').put(json);
    line.put((byte) '\n').flip();
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /** Writes it anew with what is still revoked; at every moment one whole journal is there. */
  void compact(Collection<Revocation> entries) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    FileChannel compacted = channel(next);
    try {
      for (Revocation entry : entries) {
        write(compacted, new Revoke(entry));
      }
      compacted.force(true);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      compacted.close();
      throw e;
    }
    channel.close();
    channel = compacted;
    lines = entries.size();
    broken = false;
    forceFolder();
  }

  private void forceFolder() throws IOException {
    @Nullable Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      channel.close();
    }
  }
}
