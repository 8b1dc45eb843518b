package dev.writ.server.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A secret kept in a file that may be exchanged at any time, as secret stores and orchestrators do.
 * A change is seen within a second of the next use. A file that is gone withdraws the secret; one
 * that no longer holds a valid secret changes nothing, since it may be half written, and is
 * reported. Safe for use by several threads; never waits for another.
 *
 * @param <T> what is made of the file's bytes
 */
public final class SecretFile<T> {
  private static final Logger LOG = Logger.getLogger(SecretFile.class);

  /** The largest file that is read, in bytes. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final long BETWEEN_LOOKS = 1_000_000_000L;

  private final Path file;
  private final String key;
  private final Function<byte[], T> parser;
  private final LongSupplier nanoseconds;
  private final AtomicLong nextLook;
  private volatile State<T> state;

  /** One version of a file, as far as the file system tells. */
  private record Version(FileTime changed, long size, @Nullable Object file) {
    static Version of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  /** The last version seen, or null where the file was gone, and the secret that is in use. */
  private record State<T>(@Nullable Version version, @Nullable T secret) {}

  private SecretFile(Path file, String key, Function<byte[], T> parser, LongSupplier nanoseconds) {
    this.file = file;
    this.key = key;
    this.parser = parser;
    this.nanoseconds = nanoseconds;
    nextLook = new AtomicLong(nanoseconds.getAsLong() + BETWEEN_LOOKS);
    state = first();
  }

  /**
   * Reads a secret for the first time.
   *
   * @param key the configuration key that names the file, for messages
   * @param parser makes the secret of the file's bytes, without one final line break; throws {@link
   *     IllegalArgumentException} with a message that repeats nothing of them
   * @throws Unusable if there is no file, or no valid secret in it
   */
  public static <T> SecretFile<T> read(Path file, String key, Function<byte[], T> parser) {
    return read(file, key, parser, System::nanoTime);
  }

  /** The same for what everybody may read, such as a public key. */
  public static <T> SecretFile<T> readPublic(Path file, String key, Function<byte[], T> parser) {
    return new SecretFile<>(file, key, parser, System::nanoTime);
  }

  static <T> SecretFile<T> read(
      Path file, String key, Function<byte[], T> parser, LongSupplier nanoseconds) {
    Permissions.warnIfOpen(file, key);
    return new SecretFile<>(file, key, parser, nanoseconds);
  }

  /**
   * The secret as the file has it now.
   *
   * @throws Unusable if the file is gone
   */
  public T get() {
    long due = nextLook.get();
    long now = nanoseconds.getAsLong();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + BETWEEN_LOOKS)) {
      look();
    }
    T secret = state.secret();
    if (secret == null) {
      throw new Unusable("the file `" + file + "` (" + key + ") is gone");
    }
    return secret;
  }

  private State<T> first() {
    try {
      return new State<>(Version.of(file), parse());
    } catch (IOException e) {
      throw new Unusable("cannot read the file `" + file + "` (" + key + ")");
    } catch (IllegalArgumentException e) {
      throw new Unusable("the file `" + file + "` (" + key + ") is unusable: " + e.getMessage());
    }
  }

  private void look() {
    try {
      Version version = Version.of(file);
      if (!version.equals(state.version())) {
        exchange(version);
      }
    } catch (IOException e) {
      if (state.secret() != null) {
        LOG.errorf("the file `%s` (%s) is gone: its secret is no longer accepted", file, key);
      }
      state = new State<>(null, null);
    }
  }

  private void exchange(Version version) throws IOException {
    try {
      state = new State<>(version, parse());
      LOG.infof("read the file `%s` (%s) anew", file, key);
    } catch (IllegalArgumentException e) {
      state = new State<>(version, state.secret());
      LOG.errorf(
          "the file `%s` (%s) is unusable, so the last secret stays: %s",
          file, key, e.getMessage());
    }
  }

  private T parse() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException("it is larger than 64 KiB");
      }
      byte[] secret = withoutLineBreak(bytes);
      if (secret.length == 0) {
        throw new IllegalArgumentException("it is empty");
      }
      return parser.apply(secret);
    }
  }

  /** Editors and {@code echo} end a file with a line break that is no part of the secret. */
  private static byte[] withoutLineBreak(byte[] bytes) {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
    }
    if (end < bytes.length && end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** A secret cannot be used; the message names its file and key, never its content. */
  public static final class Unusable extends RuntimeException {
    Unusable(String message) {
      super(message);
    }
  }
}
