package dev.writ.client.http;

import static dev.writ.client.http.StubPdp.requestId;
import static dev.writ.client.http.StubPdp.send;
import static dev.writ.client.http.StubPdp.sendAsIs;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a decision point does short of a clear allow, the decision denies and says why. */
class FailsClosedTest {

  private static final String ALLOW = "{\"decision\": true}";
  private static final Request REQUEST =
      Request.of(Subject.of("user", "alice"), "orders:read", Resource.of("orders", "o1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "true",
        "[]",
        "[{\"decision\": true}]",
        "{}",
        "{\"decision\": \"true\"}",
        "{\"decision\": 1}",
        "{\"decision\": null}",
        "{\"decision\": [true]}",
        "{\"Decision\": true}",
        "{\"decision\": true",
        "{\"decision\": tru",
        "{\"decision\": true} {\"decision\": true}",
        "{\"decision\": true}]",
        "{\"decision\": true, \"decision\": true}",
        "{\"decision\": false, \"decision\": true}",
        "{\"decision\": true, \"context\": {\"id\": \"a\", \"id\": \"b\"}}",
        "{\"decision\": true, \"context\": []}",
        "{\"decision\": true, \"context\": \"fine\"}",
        "{\"decision\": true, \"context\": {\"rules\": []}}",
        "{\"decision\": true, \"context\": {\"rules\": \"role:admin\"}}",
        "{\"decision\": true, \"context\": {\"rules\": [1]}}",
        "{\"decision\": true, \"context\": {\"id\": 7}}",
        "{\"decision\": true, \"context\": {\"output\": 7}}",
        "{\"decision\": true, \"context\": {\"output\": {\"n\": 1e999}}}",
        "{\"decision\": true, \"context\": {\"errors\": {}}}",
        "{\"decision\": true, \"context\": {\"error\": {\"status\": 400}}}",
        "{'decision': true}",
        "{decision: true}",
        "{\"decision\": true,}",
        "{\"decision\": TRUE}",
        "/* */ {\"decision\": true}",
        "\uFEFF{\"decision\": true}",
        "<html>{\"decision\": true}</html>"
      })
  void anAnswerThatIsNoClearAllow(String body) throws IOException {
    assertFails(exchange -> send(exchange, 200, "application/json", body), Failure.INVALID_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/plain",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/problem+json",
        "text/html; application/json"
      })
  void anAnswerOfAnotherType(String type) throws IOException {
    assertFails(exchange -> send(exchange, 200, type, ALLOW), Failure.INVALID_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "201, ERROR_STATUS",
    "204, ERROR_STATUS",
    "302, ERROR_STATUS",
    "400, INVALID_REQUEST",
    "401, REFUSED",
    "403, REFUSED",
    "404, ERROR_STATUS",
    "413, INVALID_REQUEST",
    "429, OVERLOADED",
    "500, ERROR_STATUS",
    "502, ERROR_STATUS",
    "503, OVERLOADED"
  })
  void aStatusThatIsNot200EvenWithAnAllow(int status, Failure failure) throws IOException {
    String body = status == 204 ? "" : ALLOW;
    assertFails(exchange -> send(exchange, status, "application/json", body), failure);
  }

  @Test
  void aRedirectToAnAllow() throws IOException {
    try (StubPdp other = StubPdp.answering(ALLOW)) {
      assertFails(
          exchange -> {
            exchange.getResponseHeaders().set("Location", other.url() + "/access/v1/evaluation");
            send(exchange, 307, "application/json", ALLOW);
          },
          Failure.ERROR_STATUS);
      assertThat(other.calls).isEmpty();
    }
  }

  static Stream<StubPdp.Answer> answersToOthers() {
    return Stream.of(
        exchange -> identified(exchange),
        exchange -> identified(exchange, "another"),
        exchange -> identified(exchange, ""),
        exchange -> identified(exchange, requestId(exchange), "another"),
        exchange -> identified(exchange, requestId(exchange), requestId(exchange)));
  }

  private static void identified(HttpExchange exchange, String... ids) {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().put("X-Request-ID", List.of(ids));
    sendAsIs(exchange, 200, ALLOW.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("answersToOthers")
  void anAnswerToAnotherRequest(StubPdp.Answer answer) throws IOException {
    assertFails(answer, Failure.INVALID_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
  void anAnswerInAnotherEncoding(String encoding) throws IOException {
    assertFails(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("X-Request-ID", requestId(exchange));
          sendAsIs(exchange, 200, ALLOW.getBytes(Charset.forName(encoding)));
        },
        Failure.INVALID_ANSWER);
  }

  @Test
  void anAnswerThatIsTooLong() throws IOException {
    String padded = ALLOW + " ".repeat(2_000_000);
    assertFails(
        exchange -> send(exchange, 200, "application/json", padded), Failure.INVALID_ANSWER);
  }

  @Test
  void anAnswerThatIsTooDeep() throws IOException {
    String deep = "{\"decision\": true, \"x\": " + "[".repeat(70) + "]".repeat(70) + "}";
    assertFails(exchange -> send(exchange, 200, "application/json", deep), Failure.INVALID_ANSWER);
  }

  @Test
  void aDecisionPointThatIsSilent() throws IOException {
    CountDownLatch given = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (connection, number) -> {
              RawServer.readRequest(connection);
              if (connection.getInputStream().read() < 0) {
                given.countDown();
              }
            })) {
      HttpSettings settings =
          HttpSettings.at(server.url()).deadline(Duration.ofMillis(200)).build();
      assertFailure(decide(settings), Failure.TIMEOUT);
      assertThat(reached(given)).as("the connection is given up").isTrue();
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aDecisionPointThatFallsSilentWithinItsAnswer() throws IOException {
    try (RawServer server =
        new RawServer(
            (connection, number) -> {
              String id = RawServer.readRequest(connection);
              RawServer.write(connection, RawServer.head(id, 100) + ALLOW);
              connection.getInputStream().read();
            })) {
      HttpSettings settings =
          HttpSettings.at(server.url()).deadline(Duration.ofMillis(200)).build();
      assertFailure(decide(settings), Failure.TIMEOUT);
    }
  }

  @Test
  void aDecisionPointThatDiesWithinItsAnswerIsNotAskedAgain() throws IOException {
    try (RawServer server =
        new RawServer(
            (connection, number) -> {
              String id = RawServer.readRequest(connection);
              RawServer.write(connection, RawServer.head(id, 100) + ALLOW);
            })) {
      assertFailure(decide(settings(server.url())), Failure.UNREACHABLE);
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aDecisionPointThatDiesBeforeItsAnswerIsAskedAgain() throws IOException {
    try (RawServer server =
        new RawServer(
            (connection, number) -> {
              String id = RawServer.readRequest(connection);
              if (number == 2) {
                RawServer.write(connection, RawServer.answer(id, ALLOW));
              }
            })) {
      assertThat(decide(settings(server.url())).allowed()).isTrue();
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void aDecisionPointThatAlwaysDiesIsAskedThreeTimes() throws IOException {
    try (RawServer server =
        new RawServer((connection, number) -> RawServer.readRequest(connection))) {
      assertFailure(decide(settings(server.url())), Failure.UNREACHABLE);
      assertThat(server.connections).hasValue(3);
    }
  }

  @Test
  void aServerThatDoesNotSpeakHttp() throws IOException {
    try (RawServer server =
        new RawServer(
            (connection, number) -> {
              RawServer.readRequest(connection);
              RawServer.write(connection, ALLOW + "\r\n\r\n");
            })) {
      assertFailure(decide(settings(server.url())), Failure.UNREACHABLE);
    }
  }

  @Test
  void aDecisionPointThatIsNotThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertFailure(decide(settings(URI.create("http://127.0.0.1:" + free))), Failure.UNREACHABLE);
  }

  @Test
  void aTokenThatCannotBeHad() throws IOException {
    try (StubPdp stub = StubPdp.answering(ALLOW)) {
      HttpSettings settings =
          HttpSettings.at(stub.url())
              .token(
                  () -> {
                    throw new IllegalStateException("expired");
                  })
              .build();
      assertFailure(decide(settings), Failure.UNSENT);
      assertThat(stub.calls).isEmpty();
    }
  }

  @Test
  void anInterruptedCallerKeepsTheInterrupt() throws IOException {
    try (StubPdp stub = StubPdp.answering(ALLOW)) {
      Thread.currentThread().interrupt();
      Decision decision = decide(settings(stub.url()));
      assertThat(Thread.interrupted()).isTrue();
      assertFailure(decision, Failure.CANCELLED);
    }
  }

  private static void assertFails(StubPdp.Answer answer, Failure failure) throws IOException {
    try (StubPdp stub = new StubPdp(answer)) {
      assertFailure(decide(settings(stub.url())), failure);
      assertThat(stub.calls).hasSize(1);
    }
  }

  private static void assertFailure(Decision decision, Failure failure) {
    assertThat(decision.allowed()).isFalse();
    assertThat(decision)
        .isInstanceOfSatisfying(
            Unanswered.class, unanswered -> assertThat(unanswered.failure()).isEqualTo(failure));
  }

  private static HttpSettings settings(URI url) {
    return HttpSettings.at(url).deadline(Duration.ofSeconds(20)).build();
  }

  private static Decision decide(HttpSettings settings) {
    try (HttpPdp pdp = new HttpPdp(settings)) {
      return pdp.evaluate(REQUEST);
    }
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
