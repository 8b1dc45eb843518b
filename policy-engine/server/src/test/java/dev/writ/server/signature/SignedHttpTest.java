package dev.writ.server.signature;

import static dev.writ.server.signature.SignedPeers.SECRET;
import static dev.writ.server.signature.SignedPeers.message;
import static dev.writ.server.signature.SignedPeers.request;
import static dev.writ.server.signature.SignedPeers.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Signed requests to a running server. */
@QuarkusTest
@TestProfile(SignedPeers.class)
class SignedHttpTest {
  private final HttpClient client = HttpClient.newHttpClient();

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
