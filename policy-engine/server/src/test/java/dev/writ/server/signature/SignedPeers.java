package dev.writ.server.signature;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A server whose peers sign their requests, and the requests. */
public class SignedPeers implements QuarkusTestProfile {
  private static final KeyPair PAIR = TestKeys.ed25519();
  static final byte[] SECRET =
      "a shared secret of more than 32 bytes".getBytes(StandardCharsets.UTF_8);

  @Override
  public Map<String, String> getConfigOverrides() {
    byte[] pem = TestKeys.pem(PAIR.getPublic()).getBytes(StandardCharsets.US_ASCII);
    Map<String, String> keys = new HashMap<>();
    keys.putAll(key("p/1", "payments", "ed25519", pem));
    keys.putAll(key("often", "often", "ed25519", pem));
    keys.putAll(key("old", "payments", "legacy-hmac-sha256", SECRET));
    keys.put("writ.local", "true");
    keys.put("writ.peers.all.key-owners", "payments,often");
    keys.put("writ.peers.all.operations", "evaluate");
    keys.put("writ.peers.all.subjects", "*");
    keys.put("writ.peers.all.resources", "*");
    keys.putAll(key("lost", "payments", "ed25519", pem));
    keys.putAll(key("admin", "admin", "ed25519", pem));
    keys.put("writ.peers.admin.key-owners", "admin");
    keys.put("writ.peers.admin.operations", "revoke,fetch-bundle,read-log");
    keys.put("writ.data", folder());
    keys.put("writ.limits.peers.often.rate", "1");
    keys.put("writ.limits.peers.often.burst", "3");
    keys.put("writ.limits.failure-rate", "1");
    keys.put("writ.limits.failure-burst", "400");
    return keys;
  }

  private static Map<String, String> key(String id, String peer, String kind, byte[] file) {
    String prefix = "writ.signatures.keys.\"" + id + "\".";
    return Map.of(
        prefix + "peer", peer,
        prefix + "algorithm", kind,
        prefix + "file", TestKeys.file(file).toString());
  }

  private static String folder() {
    try {
      return Files.createTempDirectory("data").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Message message() {
    var message = new Message();
    message.scheme = "http";
    message.authority = "127.0.0.1:" + RestAssured.port;
    message.target = Http.EVALUATION;
    message.body = Http.request("alice", "read", "record-1").getBytes(StandardCharsets.UTF_8);
    return message.set("Content-Type", "application/json").digest();
  }

  static Message signed() {
    return signed("p/1");
  }

  static Message signed(String key) {
    return sign(message(), key);
  }

  private static Message sign(Message message, String key) {
    return message.sign(
        PAIR.getPrivate(),
        Message.COMPONENTS
            + ";created=%d;keyid=\"%s\";nonce=\"%s\""
                .formatted(Instant.now().getEpochSecond(), key, UUID.randomUUID()));
  }

  static Message signed(String key, String method, String path, String body) {
    Message message = message();
    message.method = method;
    message.target = path;
    message.body = body.getBytes(StandardCharsets.UTF_8);
    return sign(message.digest(), key);
  }

  static HttpRequest request(Message message) {
    var request =
        HttpRequest.newBuilder(
                URI.create(message.scheme + "://" + message.authority + message.target))
            .version(HttpClient.Version.HTTP_1_1)
            .method(message.method, BodyPublishers.ofByteArray(message.body));
    message.fields.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return request.build();
  }
}
