package dev.writ.cli.attack;

import static dev.writ.cli.attack.Questions.about;
import static dev.writ.cli.attack.Target.HOST;
import static dev.writ.cli.attack.Target.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.writ.cli.attack.Conversation.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections: how many, in which protocol, and what is hidden in one. */
class ConnectionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LIVE =
      "GET /q/health/live HTTP/1.1\r\nHost: " + HOST + "\r\nX-Request-ID: hidden\r\n\r\n";
  private static final String ALICE = about("user", "alice");

  private final Target target = Target.shared();

  @Test
  void moreConnectionsThanTheLimitAreClosedAndOthersGoOn() throws Exception {
    List<Conversation> open = new ArrayList<>();
    try {
      while (open.size() <= Target.MOST_CONNECTIONS && addIfTaken(open)) {}
      assertThat(open).hasSizeLessThanOrEqualTo(Target.MOST_CONNECTIONS).isNotEmpty();
      for (Conversation conversation : open) {
        assertThat(conversation.say(LIVE).status()).isEqualTo(200);
      }
    } finally {
      for (Conversation conversation : open) {
        conversation.close();
      }
    }
    Instant end = Instant.now().plus(PATIENCE);
    List<Conversation> next = new ArrayList<>();
    while (!addIfTaken(next)) {
      assertThat(Instant.now()).as("the time when there is room again").isBefore(end);
      Thread.sleep(20);
    }
    next.getFirst().close();
  }

  private boolean addIfTaken(List<Conversation> open) throws IOException {
    Conversation conversation = target.anonymous();
    try {
      if (conversation.say(LIVE).status() == 200) {
        return open.add(conversation);
      }
    } catch (IOException closed) {
      // a connection that is reset while the client writes is closed as well
    }
    conversation.close();
    return false;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET /%zz HTTP/1.1",
        "400 | GET http://pdp.example/q/health/live HTTP/1.1\\r\\nHost: evil.example",
        "400 | GET https://evil.example/q/health/live HTTP/1.1",
        "400 | GET * HTTP/1.1",
        "400 | CONNECT pdp.example:443 HTTP/1.1",
        "400 | POST /access/v1/evaluation HTTP/1.1\\r\\nHost: evil.example",
        "414 | GET /{4100} HTTP/1.1",
        "431 | GET / HTTP/1.1\\r\\nX: {17000}",
        "501 | POST /access/v1/evaluation HTTP/1.1\\r\\nTransfer-Encoding: chunked, identity",
        "505 | POST /access/v1/evaluation HTTP/3.0"
      })
  void whatIsRefusedHasAFormAndHidesNothing(int status, String request) throws IOException {
    String text = request.replace("\\r\\n", "\r\n");
    for (int length : List.of(4100, 17000)) {
      text = text.replace("{" + length + "}", "x".repeat(length));
    }
    try (var orders = target.as(ORDERS)) {
      Answer answer = orders.say(text + "\r\nHost: " + HOST + "\r\n\r\n" + LIVE);
      assertThat(answer.status()).as(answer.head()).isEqualTo(status);
      assertThat(answer.head())
          .containsIgnoringCase("x-request-id: ")
          .containsIgnoringCase("x-content-type-options: nosniff")
          .containsIgnoringCase("cache-control: no-store");
      assertThat(answer.body()).isNotBlank();
      assertThat(orders.isOver()).isTrue();
    }
  }

  /**
   * The chunks say where the body ends (RFC 9112, section 6.3); what follows needs its own proof.
   */
  @Test
  void withALengthAndChunksTheChunksCountAndWhatFollowsIsARequestOfItsOwn() throws IOException {
    String hidden = "POST /v1/explain HTTP/1.1\r\nHost: pdp.example\r\nContent-Length: 0\r\n\r\n";
    try (var anonymous = target.anonymous()) {
      Answer first =
          anonymous.say(
              "POST /access/v1/evaluation HTTP/1.1\r\nHost: pdp.example\r\n"
                  + "Content-Type: application/json\r\nContent-Length: 4\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                  + hidden
                  + LIVE);
      assertThat(first.status()).isEqualTo(401);
      assertThat(anonymous.hear().status()).isIn(400, 401);
      assertThat(anonymous.hear().head()).contains("hidden");
    }
  }

  @Test
  void aCallerCannotNegotiateAgain() throws IOException {
    try (var orders = target.as(ORDERS)) {
      orders.speakTls12();
      assertThat(orders.say(LIVE).status()).isEqualTo(200);
      assertThat(
              catchThrowable(
                  () -> {
                    orders.negotiate();
                    assertThat(orders.say(LIVE)).isEqualTo(Answer.NONE);
                    throw new IOException("the end of the connection");
                  }))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2", "HTTP_1_1"})
  void overEitherVersionTheSameIsAskedOfACaller(HttpClient.Version version) throws Exception {
    HttpResponse<String> known = ask(version, Target.presenting(ORDERS));
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.version()).isEqualTo(version);
    assertThat(ask(version, Target.trusting()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> ask(HttpClient.Version version, SSLContext tls) throws Exception {
    try (var client = HttpClient.newBuilder().version(version).sslContext(tls).build()) {
      URI door = URI.create("https://localhost:" + target.port() + Questions.EVALUATION);
      return client.send(
          HttpRequest.newBuilder(door)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(ALICE))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
