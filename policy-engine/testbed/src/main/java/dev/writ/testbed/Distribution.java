package dev.writ.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A server as it is distributed, which this module's build has taken from Maven's repository,
 * unpacked once for all builds of a user.
 *
 * @param name of the archive's only folder, such as {@code keycloak-26.7.3}
 * @param archive the archive's file name
 */
record Distribution(String name, String archive) {

  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "writ");

  /** What is done once to an unpacked distribution before anybody uses it. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Path home) throws IOException, InterruptedException;
  }

  /** The version of a server that this build uses. */
  static String version(String server) {
    Properties versions = new Properties();
    try (InputStream in = Distribution.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty(server);
  }

  /**
   * The folder of the unpacked and prepared distribution. Processes that want it at the same time
   * wait for the first; a preparation that failed leaves nothing behind.
   *
   * @param variant tells apart what was prepared differently
   */
  Path prepared(String variant, Preparation preparation) throws IOException, InterruptedException {
    Path home = CACHE.resolve(name + "-" + variant);
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(CACHE);
    Path lock = CACHE.resolve(name + ".lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (!Files.isDirectory(home)) {
        unpackTo(home, preparation);
      }
    }
    return home;
  }

  private void unpackTo(Path home, Preparation preparation)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(CACHE, name);
    try {
      unpack(CACHE.resolve("downloads").resolve(archive), folder);
      preparation.prepare(folder.resolve(name));
      Files.move(folder.resolve(name), home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(folder);
    }
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        unpack(zip, entry, folder);
        entry = zip.getNextEntry();
      }
    }
  }

  private static void unpack(ZipInputStream zip, ZipEntry entry, Path folder) throws IOException {
    Path file = folder.resolve(entry.getName()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("`" + entry.getName() + "` leads out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    Files.copy(zip, file);
    if (entry.getName().endsWith(".sh")) {
      file.toFile().setExecutable(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
