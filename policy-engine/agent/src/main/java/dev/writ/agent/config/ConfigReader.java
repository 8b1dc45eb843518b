package dev.writ.agent.config;

import dev.writ.agent.config.AgentConfig.BundleConfig;
import dev.writ.agent.config.AgentConfig.Keeping;
import dev.writ.agent.config.AgentConfig.LogConfig;
import dev.writ.agent.config.AgentConfig.Pdp;
import dev.writ.agent.config.AgentConfig.Socket;
import dev.writ.agent.config.AgentConfig.Workload;
import dev.writ.engine.request.SpiffeId;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the agent's file, a Java properties file in UTF-8. */
public final class ConfigReader {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private final Settings settings;

  private ConfigReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidConfig if it cannot be read, or a key is missing, unknown or has no such value
   */
  public static AgentConfig read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidConfig("`" + file + "` cannot be read: " + e.getMessage());
    }
    return of(properties);
  }

  /** Reads keys. */
  public static AgentConfig of(Properties properties) {
    var settings = new Settings(properties);
    AgentConfig config = new ConfigReader(settings).read();
    settings.refuseUnknown();
    return config;
  }

  private AgentConfig read() {
    Pdp pdp = pdp();
    int port = settings.integer("loopback.port", -1, 0, 65_535);
    return new AgentConfig(
        settings.or("instance", Settings.hostName()),
        settings.path("data"),
        socket(),
        port < 0 ? OptionalInt.empty() : OptionalInt.of(port),
        bundle(pdp),
        pdp,
        log(pdp),
        workload());
  }

  private Socket socket() {
    return new Socket(
        settings.path("socket"),
        mode(),
        settings.list("socket.uids"),
        settings.list("socket.gids"));
  }

  private Set<PosixFilePermission> mode() {
    String value = settings.or("socket.mode", "0660");
    if (!value.matches("0?[0-7]{3}")) {
      throw Settings.wrong("socket.mode", value, "an octal mode such as 0660");
    }
    int bits = Integer.parseInt(value, 8);
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int at = 0; at < all.length; at++) {
      if ((bits >> all.length - 1 - at & 1) == 1) {
        mode.add(all[at]);
      }
    }
    return mode;
  }

  private BundleConfig bundle(@Nullable Pdp pdp) {
    return new BundleConfig(
        bundleSource(pdp),
        settings.path("bundle.keys"),
        settings.integer("bundle.signatures", 1, 1, 16),
        settings.optional("bundle.repository"),
        settings.duration("bundle.interval", "30s"));
  }

  private URI bundleSource(@Nullable Pdp pdp) {
    URI source = settings.optionalAddress("bundle.source");
    if (source != null) {
      return checked("bundle.source", source);
    }
    if (pdp == null) {
      throw new InvalidConfig("`bundle.source` is missing, and so is `pdp`: name one of them");
    }
    return pdp.address().resolve("/v1/bundle");
  }

  private @Nullable Pdp pdp() {
    URI address = settings.optionalAddress("pdp");
    Path certificate = settings.optionalPath("tls.certificate");
    Path key = settings.optionalPath("tls.key");
    Path trust = settings.optionalPath("tls.trust");
    Duration timeout = settings.duration("pdp.timeout", "2s");
    if ((certificate == null) != (key == null)) {
      throw new InvalidConfig("`tls.certificate` and `tls.key` go together: name both");
    }
    return address == null
        ? null
        : new Pdp(checked("pdp", address), certificate, key, trust, timeout);
  }

  private static URI checked(String key, URI address) {
    String scheme = String.valueOf(address.getScheme());
    String host = String.valueOf(address.getHost());
    boolean fine =
        switch (scheme) {
          case "https" -> true;
          case "http" -> LOOPBACK.matcher(host).matches();
          case "file" -> key.equals("bundle.source");
          default -> false;
        };
    if (!fine) {
      throw Settings.wrong(key, address.toString(), "an address by https");
    }
    return address;
  }

  private LogConfig log(@Nullable Pdp pdp) {
    String value = settings.or("log", "required");
    return new LogConfig(
        keeping(value),
        settings.bytes("log.max-bytes", "256M"),
        settings.truth("log.ship", pdp != null) && pdp != null,
        settings.list("log.conceal"),
        settings.list("log.never"),
        settings.list("log.clear"));
  }

  private static Keeping keeping(String value) {
    for (Keeping keeping : Keeping.values()) {
      if (keeping.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
        return keeping;
      }
    }
    throw Settings.wrong("log", value, "`required`, `best-effort` or `off`");
  }

  private @Nullable Workload workload() {
    String value = settings.optional("service");
    if (value == null || value.equals("none")) {
      return value == null ? null : new Workload(null);
    }
    SpiffeId id = SpiffeId.parse(value);
    if (id == null) {
      throw Settings.wrong("service", value, "a SPIFFE ID or `none`");
    }
    return new Workload(id);
  }
}
