package dev.writ.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Remembers the settings of the last start, as salted hashes, so that a change can be recorded by
 * the names of what changed.
 */
final class SettingsMemory {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(secret|password|passwd|token|credential|jaas|authorization).*|.*[.-]key");
  private static final String SALT = "salt";
  private static final int SALT_LENGTH = 16;

  private final Path file;

  SettingsMemory(Path file) {
    this.file = file;
  }

  /**
   * The keys whose values are not those of the last start, sorted, and remembers these. A key that
   * names a secret is left out of both.
   *
   * @return nothing where there was no start before
   */
  List<String> changed(Map<String, String> settings) throws IOException {
    Properties before = read();
    Properties now = new Properties();
    String salt = before.getProperty(SALT, newSalt());
    now.setProperty(SALT, salt);
    settings.forEach(
        (key, value) -> {
          if (!SECRET.matcher(key).matches()) {
            now.setProperty("." + key, hash(salt, value));
          }
        });
    write(now);
    return before.isEmpty() ? List.of() : difference(before, now);
  }

  private static List<String> difference(Properties before, Properties now) {
    var keys = new TreeSet<String>(before.stringPropertyNames());
    keys.addAll(now.stringPropertyNames());
    return keys.stream()
        .filter(key -> !now.getProperty(key, "").equals(before.getProperty(key, "")))
        .map(key -> key.substring(1))
        .toList();
  }

  private Properties read() throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
    }
    return properties;
  }

  private void write(Properties properties) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, "hashes of the settings of the last start");
    }
  }

  private static String newSalt() {
    byte[] salt = new byte[SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private static String hash(String salt, String value) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest((salt + value).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
