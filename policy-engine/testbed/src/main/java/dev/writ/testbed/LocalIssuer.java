package dev.writ.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens on this machine: its metadata, its keys, and what it says of tokens. */
public final class LocalIssuer {
  public static final String CLIENT = "writ";
  public static final String SECRET = "an introspection secret";

  public final PublicJsonWebKey rsa = rsaKey("rsa-1");
  public final PublicJsonWebKey ec = ecKey("ec-1");
  public final PublicJsonWebKey forEncryption = rsaKey("enc-1");
  public final AtomicInteger keyFetches = new AtomicInteger();
  public final AtomicInteger introspections = new AtomicInteger();
  public final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** What it answers about tokens; others are not active. */
  public final Map<String, Map<String, Object>> active = new ConcurrentHashMap<>();

  private final HttpServer server;
  private volatile List<JsonWebKey> keys;

  /** Starts one; it ends with the JVM. */
  public LocalIssuer() {
    forEncryption.setUse("enc");
    keys = List.of(rsa, ec, forEncryption, OctJwkGenerator.generateJwk(256));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", x -> answer(x, metadata()));
    server.createContext("/keys", this::answerKeys);
    server.createContext("/introspect", this::introspect);
    server.setExecutor(
        task -> {
          var thread = new Thread(task, "issuer");
          thread.setDaemon(true);
          thread.start();
        });
    server.start();
  }

  /** Its {@code iss}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A new file with the secret of {@link #CLIENT}. */
  public static Path secretFile() {
    try {
      Path file = Files.createTempFile("introspection", ".secret");
      Files.writeString(file, SECRET + "\n");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new RSA key. */
  public static PublicJsonWebKey rsaKey(String id) {
    try {
      return named(RsaJwkGenerator.generateJwk(2048), id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new key on P-256. */
  public static PublicJsonWebKey ecKey(String id) {
    try {
      return named(EcJwkGenerator.generateJwk(EllipticCurves.P256), id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicJsonWebKey named(PublicJsonWebKey key, String id) {
    key.setKeyId(id);
    return key;
  }

  /** Replaces its keys. */
  public void publish(JsonWebKey... now) {
    keys = List.of(now);
  }

  /** The claims of a token for alice that is good for five minutes. */
  public Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", url());
    claims.put("sub", "alice");
    claims.put("aud", "writ");
    claims.put("iat", now - 120);
    claims.put("exp", now + 300);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  /** The same with a claim that is another; null takes it away. */
  public Map<String, Object> claims(String name, @Nullable Object value) {
    Map<String, Object> claims = claims();
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return claims;
  }

  /** A token signed with its RSA key. */
  public String token(Map<String, Object> claims) {
    return sign(rsa, Map.of("alg", "RS256", "typ", "at+jwt", "kid", "rsa-1"), claims);
  }

  /** A token signed with any key. */
  public static String sign(
      PublicJsonWebKey key, Map<String, ?> headers, Map<String, Object> claims) {
    return sign(key, headers, JsonUtil.toJson(claims));
  }

  /** The same with a payload that need not be JSON. */
  public static String sign(PublicJsonWebKey key, Map<String, ?> headers, String payload) {
    try {
      var signature = new JsonWebSignature();
      headers.forEach(signature::setHeader);
      signature.setPayload(payload);
      signature.setKey(key.getPrivateKey());
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private String metadata() {
    return JsonUtil.toJson(
        Map.of(
            "issuer", url(),
            "jwks_uri", url() + "/keys",
            "introspection_endpoint", url() + "/introspect"));
  }

  private void answerKeys(HttpExchange exchange) throws IOException {
    keyFetches.incrementAndGet();
    answer(
        exchange, new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC));
  }

  private void introspect(HttpExchange exchange) throws IOException {
    introspections.incrementAndGet();
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String token = form.replaceAll("^token=([^&]*)&.*$", "$1");
    answer(exchange, JsonUtil.toJson(active.getOrDefault(token, Map.of("active", false))));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
