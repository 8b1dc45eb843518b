package dev.writ.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak on free ports of 127.0.0.1: HTTPS, where it asks callers for a certificate and takes
 * those of its {@link #authority}, and plain HTTP. What it knows ends with it. Its issuers are
 * named after the way a request took: a token fetched over HTTPS states the HTTPS issuer.
 */
public final class Keycloak implements AutoCloseable {

  private static final String VERSION = Distribution.version("keycloak");
  private static final String ADMIN = "admin";
  private static final List<String> BUILD = List.of("--db=dev-mem", "--https-client-auth=request");
  private static final Pattern READY = Pattern.compile("Listening on:");
  private static @Nullable Keycloak shared;

  private final ServerProcess process;
  private final CertificateAuthority authority;
  private final Path folder;
  private final URI url;
  private final URI plainUrl;
  private final Web web;

  private Keycloak(
      ServerProcess process, CertificateAuthority authority, Path folder, Ports ports) {
    this.process = process;
    this.authority = authority;
    this.folder = folder;
    this.url = URI.create("https://127.0.0.1:" + ports.https());
    this.plainUrl = URI.create("http://127.0.0.1:" + ports.http());
    this.web = new Web(authority.trusting());
  }

  private record Ports(int https, int http) {}

  /**
   * Starts a Keycloak and imports realms into it.
   *
   * @param realms each a realm's representation in JSON, such as {@link #shopRealm}
   */
  public static Keycloak start(String... realms) {
    try {
      Keycloak keycloak = start();
      for (String realm : realms) {
        keycloak.importRealm(realm);
      }
      return keycloak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Keycloak started", e);
    }
  }

  /**
   * One Keycloak for all tests of this JVM, with the realm {@code shop}; ends with the JVM. A test
   * that changes a realm imports one of its own.
   */
  public static synchronized Keycloak shared() {
    if (shared == null || !shared.process.isAlive()) {
      shared = start(shopRealm());
    }
    return shared;
  }

  /** The shop's realm: its users, whose passwords are their names, and its clients. */
  public static String shopRealm() {
    try (InputStream in = Keycloak.class.getResourceAsStream("shop-realm.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same realm under another name; its users' ids are then not their names. */
  public static String shopRealm(String name) {
    try {
      ObjectNode realm = (ObjectNode) Web.JSON.readTree(shopRealm());
      realm.put("realm", name);
      realm.path("users").forEach(user -> ((ObjectNode) user).remove("id"));
      return realm.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers over HTTPS. */
  public URI url() {
    return url;
  }

  /** Where it answers without TLS. */
  public URI plainUrl() {
    return plainUrl;
  }

  /** Who issued its certificate, and whose certificates it believes of callers. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** The {@link #authority}'s certificate as a PEM file. */
  public Path authorityFile() {
    return folder.resolve("authority.pem");
  }

  /** The shop's realm over HTTPS. */
  public Realm shop() {
    return realm("shop");
  }

  /** A realm over HTTPS. */
  public Realm realm(String name) {
    return new Realm(name, url, web, this::adminToken);
  }

  /** A realm without TLS; its issuer differs from the one over HTTPS. */
  public Realm plainRealm(String name) {
    return new Realm(name, plainUrl, web, this::adminToken);
  }

  /** A realm over HTTPS, for a caller that presents a certificate. */
  public Realm realm(String name, CertificateAuthority.Holder caller) {
    return new Realm(name, url, new Web(authority.presenting(caller)), this::adminToken);
  }

  /** Adds a realm. */
  public void importRealm(String json) {
    web.send("POST", url.resolve("/admin/realms"), adminToken(), json);
  }

  /** Kills it. */
  @Override
  public void close() {
    process.close();
  }

  private String adminToken() {
    JsonNode answer =
        web.post(
            url.resolve("/realms/master/protocol/openid-connect/token"),
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                ADMIN),
            Map.of());
    return answer.path("access_token").asText();
  }

  private static Keycloak start() throws IOException, InterruptedException {
    Path home =
        new Distribution("keycloak-" + VERSION, "keycloak-quarkus-dist-" + VERSION + ".zip")
            .prepared(Integer.toHexString(BUILD.hashCode()), Keycloak::build);
    Path folder = ServerProcess.folder("keycloak");
    CertificateAuthority authority = new CertificateAuthority("Keycloak's callers");
    Files.writeString(folder.resolve("authority.pem"), authority.pem());
    CertificateAuthority.write(authority.server(), folder, "server");
    Ports ports = new Ports(ServerProcess.freePort(), ServerProcess.freePort());
    ServerProcess process =
        ServerProcess.start(
            command(home, folder, ports), environment(), folder.resolve("keycloak.log"), READY);
    return new Keycloak(process, authority, folder, ports);
  }

  /** What Keycloak does at its first start otherwise, and every time with other options. */
  private static void build(Path home) throws IOException, InterruptedException {
    Path log = Files.createTempFile("keycloak-build", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(script(home), "build"), BUILD.stream()).toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment());
    if (builder.start().waitFor() != 0) {
      throw new IOException("Keycloak could not be built; see `" + log + "`");
    }
    Files.delete(log);
  }

  private static List<String> command(Path home, Path folder, Ports ports) {
    return List.of(
        script(home),
        "start",
        "--optimized",
        "--http-enabled=true",
        "--http-host=127.0.0.1",
        "--http-port=" + ports.http(),
        "--https-port=" + ports.https(),
        "--https-certificate-file=" + folder.resolve("server.pem"),
        "--https-certificate-key-file=" + folder.resolve("server.key"),
        // of its own: what `truststore-paths` names goes through a file that all Keycloaks share
        "--https-trust-store-file=" + folder.resolve("authority.pem"),
        "--truststore-paths=" + folder.resolve("authority.pem"),
        "--hostname-strict=false",
        "--cache=local");
  }

  private static Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME",
        System.getProperty("java.home"),
        "JAVA_OPTS_KC_HEAP",
        "-Xms64m -Xmx512m",
        "JAVA_OPTS_APPEND",
        "-XX:TieredStopAtLevel=1",
        "KC_BOOTSTRAP_ADMIN_USERNAME",
        ADMIN,
        "KC_BOOTSTRAP_ADMIN_PASSWORD",
        ADMIN);
  }

  private static String script(Path home) {
    return home.resolve("bin").resolve("kc.sh").toString();
  }
}
