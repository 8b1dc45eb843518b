package dev.writ.server.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Signed requests to a running server. */
@QuarkusTest
@TestProfile(SignedHttpTest.Keys.class)
class SignedHttpTest {
  private static final KeyPair PAIR = TestKeys.ed25519();
  private static final byte[] SECRET =
      "a shared secret of more than 32 bytes".getBytes(StandardCharsets.UTF_8);

  public static class Keys implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      byte[] pem = TestKeys.pem(PAIR.getPublic()).getBytes(StandardCharsets.US_ASCII);
      Map<String, String> keys = new HashMap<>();
      keys.putAll(key("p/1", "payments", "ed25519", pem));
      keys.putAll(key("often", "often", "ed25519", pem));
      keys.putAll(key("old", "payments", "legacy-hmac-sha256", SECRET));
      keys.put("writ.peers.all.key-owners", "payments,often");
      keys.put("writ.peers.all.operations", "evaluate");
      keys.put("writ.peers.all.subjects", "*");
      keys.put("writ.peers.all.resources", "*");
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
  }

  private final HttpClient client = HttpClient.newHttpClient();

  private static Message message() {
    var message = new Message();
    message.scheme = "http";
    message.authority = "127.0.0.1:" + RestAssured.port;
    message.target = Http.EVALUATION;
    message.body = Http.request("alice", "read", "record-1").getBytes(StandardCharsets.UTF_8);
    return message.set("Content-Type", "application/json").digest();
  }

  private static Message signed() {
    return signed("p/1");
  }

  private static Message signed(String key) {
    return message()
        .sign(
            PAIR.getPrivate(),
            Message.COMPONENTS
                + ";created=%d;keyid=\"%s\";nonce=\"%s\""
                    .formatted(Instant.now().getEpochSecond(), key, UUID.randomUUID()));
  }

  private static HttpRequest request(Message message) {
    var request =
        HttpRequest.newBuilder(
                URI.create(message.scheme + "://" + message.authority + message.target))
            .version(HttpClient.Version.HTTP_1_1)
            .method(message.method, BodyPublishers.ofByteArray(message.body));
    message.fields.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return request.build();
  }

  private HttpResponse<String> send(Message message) throws Exception {
    return client.send(request(message), BodyHandlers.ofString());
  }

  @Test
  void aSignedRequestIsAnswered() throws Exception {
    HttpResponse<String> answer = send(signed());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"decision\":true");
  }

  @Test
  void aSignatureThatDoesNotVerifyIsNotIgnored() throws Exception {
    Message message = signed();
    message.body = Http.request("bob", "read", "record-1").getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = send(message);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("the body is not what `Content-Digest` says\n");
    assertThat(send(signed().set("Signature", "sig=:AAAA:")).statusCode()).isEqualTo(401);
    Message half = signed();
    half.fields.remove("Signature");
    assertThat(send(half).statusCode()).isEqualTo(401);
  }

  @Test
  void anotherPathOfTheSameServerRefusesTheSignature() throws Exception {
    Message message = signed();
    message.target = Http.EXPLAIN;
    assertThat(send(message).statusCode()).isEqualTo(401);
  }

  @Test
  void ofTheSameRequestSentManyTimesAtOnceExactlyOneIsAnswered() {
    for (int round = 0; round < 20; round++) {
      HttpRequest request = request(signed());
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            client
                .sendAsync(request, BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode));
      }
      assertThat(answers.stream().map(CompletableFuture::join))
          .containsOnlyOnce(200)
          .filteredOn(status -> status != 200)
          .hasSize(7)
          .containsOnly(401);
    }
  }

  @Test
  void theLegacyFormIsAnsweredOnceWhereAKeyIsForIt() throws Exception {
    String time = Long.toString(Instant.now().toEpochMilli());
    Message message = message().set("X-Service-ID", "payments").set("X-Timestamp", time);
    byte[] canonical = LegacySignatures.canonical(message.signed(), "payments", time);
    message.set("X-Signature", HexFormat.of().formatHex(TestKeys.hmac(SECRET, canonical)));
    assertThat(send(message).statusCode()).isEqualTo(200);
    HttpResponse<String> again = send(message);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).startsWith("the request was received before");
  }

  @Test
  void aPeerThatCallsTooOftenIsToldWhenToTryAgain() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    HttpResponse<String> last = send(signed("often"));
    for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
      statuses.add(last.statusCode());
      last = send(signed("often"));
    }
    assertThat(statuses).hasSizeGreaterThanOrEqualTo(3);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(last.body()).startsWith("this peer calls more often than it may");
    assertThat(send(signed()).statusCode()).as("another peer").isEqualTo(200);
  }

  @Test
  void anAddressThatFailsTooOftenIsRefusedBeforeItsCredentialsAreLookedAt() throws Exception {
    try (var hostile =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.66")).build()) {
      HttpRequest bad = request(signed().set("Signature", "sig=:AAAA:"));
      int failures = 0;
      while (failures < 5_000 && hostile.send(bad, BodyHandlers.discarding()).statusCode() == 401) {
        failures++;
      }
      assertThat(failures).isBetween(400, 4_999);
      HttpResponse<String> good = hostile.send(request(signed()), BodyHandlers.ofString());
      assertThat(good.statusCode()).isEqualTo(429);
      assertThat(good.headers().firstValue("Retry-After")).hasValue("1");
    }
    assertThat(send(signed()).statusCode()).as("from another address").isEqualTo(200);
  }
}
