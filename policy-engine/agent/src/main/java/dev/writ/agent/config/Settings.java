package dev.writ.agent.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of a file, by type. Remembers which were asked for, so that unknown ones are found. */
final class Settings {
  private final Properties properties;
  private final Set<String> asked = new HashSet<>();

  Settings(Properties properties) {
    this.properties = properties;
  }

  @Nullable String optional(String key) {
    asked.add(key);
    String value = properties.getProperty(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  String required(String key) {
    String value = optional(key);
    if (value == null) {
      throw new InvalidConfig("`" + key + "` is missing");
    }
    return value;
  }

  String or(String key, String otherwise) {
    String value = optional(key);
    return value == null ? otherwise : value;
  }

  List<String> list(String key) {
    String value = optional(key);
    return value == null
        ? List.of()
        : Stream.of(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  Path path(String key) {
    return pathOf(key, required(key));
  }

  @Nullable Path optionalPath(String key) {
    String value = optional(key);
    return value == null ? null : pathOf(key, value);
  }

  private static Path pathOf(String key, String value) {
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong(key, value, "a path");
    }
  }

  int integer(String key, int otherwise, int least, int most) {
    String value = optional(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(key, value, "a number from " + least + " to " + most);
  }

  /** Bytes; {@code K}, {@code M} and {@code G} count in 1,024. */
  long bytes(String key, String otherwise) {
    String value = or(key, otherwise);
    int shift = "KMG".indexOf(value.charAt(value.length() - 1)) + 1;
    try {
      String digits = shift == 0 ? value : value.substring(0, value.length() - 1);
      return Math.multiplyExact(Long.parseUnsignedLong(digits), 1L << 10 * shift);
    } catch (NumberFormatException | ArithmeticException e) {
      throw wrong(key, value, "a size such as 256M");
    }
  }

  /** A duration as {@code 30s}, {@code 5m}, {@code 1h} or in ISO 8601. */
  Duration duration(String key, String otherwise) {
    String value = or(key, otherwise);
    try {
      boolean iso = value.startsWith("P");
      Duration duration = Duration.parse(iso ? value : "PT" + value.toUpperCase(Locale.ROOT));
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw wrong(key, value, "a duration such as 30s");
  }

  boolean truth(String key, boolean otherwise) {
    String value = or(key, Boolean.toString(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, value, "`true` or `false`");
    };
  }

  @Nullable URI optionalAddress(String key) {
    String value = optional(key);
    if (value == null) {
      return null;
    }
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      throw wrong(key, value, "an address");
    }
  }

  static InvalidConfig wrong(String key, String value, String expected) {
    return new InvalidConfig("`" + key + "` is `" + value + "`, which is not " + expected);
  }

  /** Refuses keys that nobody asked for: a misspelt one would be a setting that is not made. */
  void refuseUnknown() {
    for (String key : properties.stringPropertyNames()) {
      if (!asked.contains(key)) {
        throw new InvalidConfig("`" + key + "` is no key that the agent knows: see docs/agent.md");
      }
    }
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
