package dev.writ.server.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
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
      return Map.of(
          "writ.signatures.keys.\"p/1\".peer", "local",
          "writ.signatures.keys.\"p/1\".algorithm", "ed25519",
          "writ.signatures.keys.\"p/1\".file", TestKeys.file(pem).toString(),
          "writ.signatures.keys.old.peer", "local",
          "writ.signatures.keys.old.algorithm", "legacy-hmac-sha256",
          "writ.signatures.keys.old.file", TestKeys.file(SECRET).toString());
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
    return message()
        .sign(
            PAIR.getPrivate(),
            Message.COMPONENTS
                + ";created=%d;keyid=\"p/1\";nonce=\"%s\""
                    .formatted(Instant.now().getEpochSecond(), UUID.randomUUID()));
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
    Message message = message().set("X-Service-ID", "local").set("X-Timestamp", time);
    byte[] canonical = LegacySignatures.canonical(message.signed(), "local", time);
    message.set("X-Signature", HexFormat.of().formatHex(TestKeys.hmac(SECRET, canonical)));
    assertThat(send(message).statusCode()).isEqualTo(200);
    HttpResponse<String> again = send(message);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).startsWith("the request was received before");
  }
}
