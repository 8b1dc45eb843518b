package dev.writ.server.api;

import static dev.writ.server.Http.EVALUATION;
import static dev.writ.server.Http.EVALUATIONS;
import static dev.writ.server.Http.EXPLAIN;
import static dev.writ.server.Http.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that say nothing decidable: each gets one clear line and no decision. */
@QuarkusTest
class BadRequestTest {
  private static final String GOOD = request("alice", "read", "record-1");

  /** What would show a caller the inside: Java names and stack traces. */
  private static final Pattern INSIDE =
      Pattern.compile("Exception|\\bat [a-z]|\\b(java|io|com|dev|org)\\.[a-z]+\\.|[a-z]\\.java");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "application/json; charset=utf-16",
        "multipart/form-data; boundary=x",
        "garbage"
      })
  void anotherContentTypeIsRefused(String contentType) {
    for (String path :
        new String[] {EVALUATION, EVALUATIONS, EXPLAIN, "/access/v1/search/action"}) {
      assertRefused(raw(contentType, GOOD).post(path), "content type must be");
    }
  }

  @Test
  void aBodyWithoutContentTypeIsRefused() {
    assertRefused(
        given()
            .config(RestAssured.config().encoderConfig(plainEncoder()))
            .noContentType()
            .body(GOOD.getBytes(StandardCharsets.UTF_8))
            .post(EVALUATION),
        "content type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=UTF-8",
        "Application/JSON; charset=\"utf-8\""
      })
  void jsonWithItsCharsetIsTaken(String contentType) {
    assertThat(raw(contentType, GOOD).post(EVALUATION).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // missing
        "{\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject` is missing",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`action` is missing",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"}}|`resource` is missing",
        "{\"subject\":{\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject.type` is missing",
        "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject.id` is missing",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`action.name` is missing",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"id\":\"r\"}}|`resource.type` is missing",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}|`resource.id` is missing",
        "{\"subject\":null,\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject` is missing",
        // of another type
        "{\"subject\":\"alice\",\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject` must be an object, not a text",
        "{\"subject\":[],\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject` must be an object, not a list",
        "{\"subject\":{\"type\":\"user\",\"id\":7},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject.id` must be a text, not this number",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":123},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`action.name` must be a text, not this number",
        "{\"subject\":{\"type\":true,\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject.type` must be a text, not a truth value",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\",\"properties\":[]},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject.properties` must be an object, not a list",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"},\"context\":1}|`context` must be an object, not this number",
        // of no use
        "{\"subject\":{\"type\":\"user\",\"id\":\"\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|must not be empty",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`action.name` must not be empty",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"a::b\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|empty segment",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"a:b\",\"id\":\"r\"}}|`resource.type` must not contain `:`",
        // no JSON object
        "{\"subject\"|not valid JSON",
        "null|not a JSON object",
        "[]|not a JSON object",
        "{\"subject\":{},\"subject\":{}}|the member `subject` appears twice",
        "{}{}|goes on after its JSON object",
        "{\"subject\":{\"type\":\"user\",\"id\":\"\\ud800\"}}|half of a surrogate pair",
        "{\"a\":9007199254740993}|beyond 2^53-1",
        "{\"a\":NaN}|not valid JSON"
      })
  void aBodyThatSaysNothingDecidableIsRefused(String body, String problem) {
    assertRefused(json(body).post(EVALUATION), Pattern.quote(problem));
    assertRefused(json(body).post(EXPLAIN), Pattern.quote(problem));
    assertRefused(json(body).post(EVALUATIONS), Pattern.quote(problem));
  }

  @Test
  void anEmptyBodyIsRefused() {
    assertRefused(json("").post(EVALUATION), "the body is empty");
    assertRefused(given().contentType(ContentType.JSON).post(EVALUATION), "the body is empty");
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"context\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(101);
    assertRefused(json(deep).post(EVALUATION), "deeper than 64 levels");
    String veryDeep = "[".repeat(500_000) + "]".repeat(500_000);
    assertRefused(json("{\"a\":" + veryDeep + "}").post(EVALUATION), "deeper than 64 levels");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] body = GOOD.replace("alice", "al\u00ffce").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(
        given().contentType("application/json").body(body).post(EVALUATION), "not valid UTF-8");
  }

  private static void assertRefused(Response response, String problem) {
    String text = response.asString();
    assertThat(response.statusCode()).as(text).isEqualTo(400);
    assertThat(response.contentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(text).containsPattern(problem).endsWith("\n").hasLineCount(1);
    assertThat(text).doesNotContainPattern(INSIDE);
    assertThat(response.header("X-Request-ID")).isNotEmpty();
  }

  private static io.restassured.specification.RequestSpecification json(String body) {
    return given().contentType("application/json").body(body.getBytes(StandardCharsets.UTF_8));
  }

  private static io.restassured.specification.RequestSpecification raw(
      String contentType, String body) {
    return given()
        .config(RestAssured.config().encoderConfig(plainEncoder()))
        .header("Content-Type", contentType)
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  private static EncoderConfig plainEncoder() {
    return EncoderConfig.encoderConfig()
        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
        .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)
        .encodeContentTypeAs("multipart/form-data; boundary=x", ContentType.TEXT)
        .encodeContentTypeAs("garbage", ContentType.TEXT);
  }
}
