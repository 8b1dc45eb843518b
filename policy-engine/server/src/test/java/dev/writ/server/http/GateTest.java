package dev.writ.server.http;

import static dev.writ.server.Http.EVALUATION;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import dev.writ.server.HttpSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every answer, whoever makes it. */
@QuarkusTest
class GateTest {
  private static final String GOOD = Http.request("alice", "read", "record-1");
  private static final String ID = "bfe9eb29 any text 7";

  @ParameterizedTest
  @CsvSource({
    "GET, /.well-known/authzen-configuration, 200",
    "GET, /q/health/ready, 200",
    "GET, /q/metrics, 200",
    "GET, /q/openapi, 200",
    "GET, /, 404",
    "GET, /access/v1/nothing, 404",
    "POST, /nothing, 404",
    "GET, /access/v1/evaluation, 405",
    "PUT, /access/v1/evaluation, 405",
    "DELETE, /access/v1/search/subject, 405",
    "PATCH, /v1/explain, 405",
    "HEAD, /access/v1/evaluation, 405",
    "OPTIONS, /access/v1/evaluation, 200",
    "POST, /.well-known/authzen-configuration, 405",
    "POST, /access/v1/evaluation, 400"
  })
  void everyAnswerRepeatsTheRequestIdAndForbidsStoringAndFraming(
      String method, String path, int status) {
    Response response = given().header("X-Request-ID", ID).request(method, path);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.header("X-Request-ID")).isEqualTo(ID);
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(response.header("Cache-Control")).contains("no-store");
    assertThat(response.headers().asList())
        .noneMatch(
            header -> header.getName().toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  @Test
  void aRefusedMethodComesWithThoseThatAreAllowed() {
    assertThat(given().get(EVALUATION).header("Allow")).isEqualTo("POST, OPTIONS");
    assertThat(given().delete("/.well-known/authzen-configuration").header("Allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void aDecisionRepeatsTheRequestId() {
    given()
        .header("X-Request-ID", ID)
        .contentType(ContentType.JSON)
        .body(GOOD)
        .post(EVALUATION)
        .then()
        .statusCode(200)
        .header("X-Request-ID", ID);
  }

  @Test
  void aRequestWithoutIdGetsOne() {
    assertThat(
            given()
                .contentType(ContentType.JSON)
                .body(GOOD)
                .post(EVALUATION)
                .header("X-Request-ID"))
        .hasSize(36);
  }

  @Test
  void anotherSitesPreflightIsNotAnswered() {
    Response response =
        given()
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .options(EVALUATION);
    assertThat(response.header("Access-Control-Allow-Origin")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.1",
        "localhost@evil.example",
        "0.0.0.0"
      })
  void onlyLoopbackNamesAreAnswered(String host) throws IOException {
    String answer = exchange("GET /q/health HTTP/1.1\r\nHost: " + host + "\r\nX-Request-ID: r1");
    assertThat(answer).containsPattern("^HTTP/1.1 4(21|00) ").contains("X-Request-ID: r1");
    assertThat(answer).doesNotContain("UP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "127.1.2.3:8080", "[::1]", "[::1]:80"})
  void everyLoopbackNameIsAnswered(String host) throws IOException {
    assertThat(exchange("GET /q/health HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRequestWithoutHostIsRefusedInOneLine() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nX-Request-ID: r2"))
        .startsWith("HTTP/1.1 400 ")
        .contains("X-Request-ID: r2")
        .endsWith("the request cannot be understood\n")
        .doesNotContain("xception");
  }

  /** The request line and further headers; the answer has our text, identifier and headers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /%zz HTTP/1.1 | | 400",
        "GET /% HTTP/1.1 | | 400",
        "GET /q/metrics?%zz HTTP/1.1 | | 400",
        "GET /q\\metrics HTTP/1.1 | | 400",
        "GET /q/metrics#x HTTP/1.1 | | 400",
        "GET q/metrics HTTP/1.1 | | 400",
        "GET # HTTP/1.1 | | 400",
        "GET ? HTTP/1.1 | | 400",
        "GET * HTTP/1.1 | | 400",
        "OPTIONS * HTTP/1.1 | | 400",
        "CONNECT localhost:443 HTTP/1.1 | | 400",
        "GET http://evil.example/q/metrics HTTP/1.1 | | 400",
        "GET http://localhost@evil.example/q/metrics HTTP/1.1 | | 400",
        "GET ftp://localhost/q/metrics HTTP/1.1 | | 400",
        "GET http:/q/metrics HTTP/1.1 | | 400",
        "GET /q/metrics HTTP/1.1 | Host: evil.example | 400",
        "GET /q/metrics HTTP/1.1 | Host: localhost | 400",
        "GET /q/metrics HTTP/2.0 | | 505",
        "GET /q/metrics HTTP/9.9 | | 505",
        "GET /q/metrics HTTP/0.9 | | 505",
        "POST /access/v1/evaluation HTTP/1.1 | Transfer-Encoding: xchunked | 501",
        "POST /access/v1/evaluation HTTP/1.1 | Transfer-Encoding: identity | 501",
        "POST /access/v1/evaluation HTTP/1.1 | Transfer-Encoding: chunked, identity | 501",
        "POST /access/v1/evaluation HTTP/1.1 | Transfer-Encoding: gzip, chunked | 501",
        "POST /access/v1/evaluation HTTP/1.1 | Transfer-Encoding: chunked, chunked | 501",
        "POST /access/v1/evaluation HTTP/1.0 | Transfer-Encoding: chunked | 501"
      })
  void whatAProxyMightReadOtherwiseIsRefusedAndNothingAfterItIsRead(
      String line, String header, int status) throws IOException {
    String answer =
        HttpSocket.exchange(
            port(),
            line
                + "\r\nHost: localhost\r\nX-Request-ID: r4\r\n"
                + (header == null ? "" : header + "\r\n")
                + "\r\nGET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .containsPattern("^HTTP/\\d.\\d " + status + " ")
        .contains("X-Request-ID: r4", "X-Content-Type-Options: nosniff", "cache-control: no-store")
        .doesNotContain("UP", "xception");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).as("its text").isNotBlank();
  }

  @Test
  void anAbsoluteTargetOfThisHostIsAnswered() throws IOException {
    assertThat(exchange("GET http://localhost/q/health HTTP/1.1\r\nHost: localhost"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void hugeHeadersAreRefused() throws IOException {
    String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: r5\r\n";
    assertThat(exchange(head + "X: " + "x".repeat(20_000)))
        .startsWith("HTTP/1.1 431 ")
        .contains("X-Request-ID: r5")
        .endsWith("the headers are too large\n");
    assertThat(exchange(head + "X: y\r\n".repeat(3_000) + "X: y")).startsWith("HTTP/1.1 431 ");
    assertThat(exchange(head + "X: " + "x".repeat(40_000)))
        .startsWith("HTTP/1.1 431 ")
        .doesNotContain("xception");
  }

  @Test
  void aLongTargetIsRefused() throws IOException {
    assertThat(exchange("GET /" + "x".repeat(4_096) + " HTTP/1.1\r\nHost: localhost"))
        .startsWith("HTTP/1.1 414 ")
        .endsWith("the request target is too long\n");
    assertThat(exchange("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost"))
        .containsPattern("^HTTP/1.[01] 414 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BLAH",
        "GET  HTTP/1.1",
        "GET / HTTP/1.1 x",
        "GET / HTTP/1.1\r\nHost : localhost",
        "GET / HTTP/1.1\r\nHost: localhost\r\nno colon",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b",
        "G(T / HTTP/1.1\r\nHost: localhost",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999"
      })
  void whatIsNoHttpIsRefusedWithoutATrace(String request) throws IOException {
    assertThat(exchange(request))
        .containsPattern("^HTTP/1.[01] [45]")
        .doesNotContain("xception", "\tat ");
  }

  /** What came before the fault is no request; there is nobody to answer. */
  @ParameterizedTest
  @ValueSource(strings = {"-5", "0x5", "zz", "FFFFFFFFFFFFFFFFF", ""})
  void aBrokenChunkEndsTheConnection(String size) throws IOException {
    assertThat(
            HttpSocket.exchange(
                port(),
                "POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + size
                    + "\r\nhello\r\n0\r\n\r\n"))
        .doesNotContain("200", "xception");
  }

  private static final String TOO_LARGE = "the body is larger than 1 MiB";

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    String head =
        "POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: r3\r\n"
            + "Content-Type: application/json\r\nConnection: close\r\n";
    String announced = HttpSocket.exchange(port(), head + "Content-Length: 1048577\r\n\r\n");
    assertThat(announced).startsWith("HTTP/1.1 413 ").contains("X-Request-ID: r3", TOO_LARGE);

    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    String chunked =
        HttpSocket.exchange(
            port(), head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17) + "0\r\n\r\n");
    assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("X-Request-ID: r3", TOO_LARGE);
  }

  @Test
  void aBodyInChunksAtTheLimitIsTaken() throws IOException {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    String last = " ".repeat(0x10000 - GOOD.length()) + GOOD;
    assertThat(
            HttpSocket.exchange(
                port(),
                "POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(15)
                    + "10000\r\n"
                    + last
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBodyAtTheLimitIsTaken() {
    String body = GOOD + " ".repeat((1 << 20) - GOOD.length());
    given()
        .contentType("application/json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(EVALUATION)
        .then()
        .statusCode(200);
  }

  @Test
  void aDecisionIsJsonOrNothing() {
    Response response =
        given().contentType(ContentType.JSON).accept("text/html").body(GOOD).post(EVALUATION);
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(response.asString())
        .isEqualTo("the answer exists in none of the types that `Accept` names\n");
  }

  private static String exchange(String request) throws IOException {
    return HttpSocket.exchange(port(), request + "\r\nConnection: close\r\n\r\n");
  }

  private static int port() {
    return RestAssured.port;
  }
}
