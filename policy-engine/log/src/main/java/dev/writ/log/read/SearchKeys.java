package dev.writ.log.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the index: it holds keyed hashes (HMAC-SHA-256, cut to 64 bits) of ids, so that who
 * has the index alone cannot try names. New entries are hashed with the newest key; who destroys an
 * old key makes what was hashed with it unfindable. Thread-safe.
 */
public final class SearchKeys {
  private static final String SUFFIX = ".key";
  private static final int LENGTH = 32;

  private final Path folder;
  private final TreeMap<Integer, SecretKeySpec> keys = new TreeMap<>();

  private SearchKeys(Path folder) {
    this.folder = folder;
  }

  /** Reads the keys in a folder, which none but the owner may read, or makes the first. */
  public static SearchKeys open(Path folder) throws IOException {
    var keys = new SearchKeys(folder);
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        keys.read(file);
      }
    }
    if (keys.keys.isEmpty()) {
      keys.rotate();
    }
    return keys;
  }

  private void read(Path file) throws IOException {
    byte[] key = Files.readAllBytes(file);
    String name = file.getFileName().toString();
    try {
      int number = Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
      if (key.length == LENGTH) {
        keys.put(number, new SecretKeySpec(key, "HmacSHA256"));
        return;
      }
    } catch (NumberFormatException notANumber) {
      // reported below
    }
    throw new IOException("`" + file + "` is no key of the index; move it elsewhere");
  }

  /** Makes a new key, with which everything from now on is hashed. */
  synchronized int rotate() throws IOException {
    int number = keys.isEmpty() ? 1 : keys.lastKey() + 1;
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    Path file = folder.resolve(number + SUFFIX);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      Files.write(file, key);
    } else {
      Files.write(file, key, StandardOpenOption.CREATE_NEW);
    }
    keys.put(number, new SecretKeySpec(key, "HmacSHA256"));
    return number;
  }

  /** The number of the newest key. */
  synchronized int newest() {
    return keys.lastKey();
  }

  /** The hash of a text with each key there is. */
  Map<Integer, Long> hashes(String kind, String text) {
    Map<Integer, Long> hashes = new TreeMap<>();
    for (int number : numbers()) {
      hashes.put(number, hasher(number).hash(kind, text));
    }
    return hashes;
  }

  private synchronized List<Integer> numbers() {
    return List.copyOf(keys.keySet());
  }

  /** Hashes with one key. */
  synchronized Hasher hasher(int number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.get(number));
      return new Hasher(mac);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has HMAC-SHA-256", impossible);
    }
  }

  /** Not thread-safe. */
  record Hasher(Mac mac) {
    long hash(String kind, String text) {
      mac.update(kind.getBytes(UTF_8));
      mac.update((byte) 0);
      return ByteBuffer.wrap(mac.doFinal(text.getBytes(UTF_8))).getLong();
    }
  }
}
