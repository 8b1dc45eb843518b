package dev.writ.server.git;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Calls that do not prove that they come from the Git host, or are not of its kind. */
@QuarkusTest
@TestProfile(HttpGitProfile.class)
class WebhookTest {
  private static final String PATH = "/v1/hooks/git";
  private static final String BODY = "{\"ref\": \"refs/heads/main\"}";
  private static final int TOO_MANY_BYTES = (1 << 20) + 1;

  private static RequestSpecification call() {
    return given().contentType("application/json").body(BODY);
  }

  private static String right() {
    return "sha256=" + ServedGit.signature(BODY);
  }

  private static String wrong() {
    return ServedGit.signature(BODY + " ");
  }

  @Test
  void aWrongSecretIsRefused() {
    call().header("X-Hub-Signature-256", "sha256=" + wrong()).post(PATH).then().statusCode(401);
    call().header("X-Gitea-Signature", wrong()).post(PATH).then().statusCode(401);
    call().header("X-Gitlab-Token", "another secret").post(PATH).then().statusCode(401);
  }

  @Test
  void aProofThatIsMissingEmptyOrOfAnotherBodyIsRefused() {
    call()
        .post(PATH)
        .then()
        .statusCode(401)
        .body(containsString("does not prove that it comes from the Git host"));
    call().header("X-Hub-Signature-256", "").post(PATH).then().statusCode(401);
    call().header("X-Gitlab-Token", "").post(PATH).then().statusCode(401);
    given()
        .contentType("application/json")
        .header("X-Hub-Signature-256", right())
        .body(BODY + " ")
        .post(PATH)
        .then()
        .statusCode(401);
  }

  /** What is right in one form is not believed beside what is wrong in another. */
  @Test
  void twoProofsMustBothBeRight() {
    call()
        .header("X-Hub-Signature-256", right())
        .header("X-Gitlab-Token", "another secret")
        .post(PATH)
        .then()
        .statusCode(401);
  }

  @Test
  void aFormIsAcceptedAndOtherTypesAreNot() {
    String form = "payload=%7B%7D";
    given()
        .contentType("application/x-www-form-urlencoded")
        .header("X-Hub-Signature-256", "sha256=" + ServedGit.signature(form))
        .body(form)
        .post(PATH)
        .then()
        .statusCode(202);
    given()
        .contentType("text/plain")
        .header("X-Hub-Signature-256", right())
        .body(BODY)
        .post(PATH)
        .then()
        .statusCode(415);
  }

  @Test
  void otherMethodsAreRefused() {
    given().header("X-Gitlab-Token", ServedGit.SECRET).get(PATH).then().statusCode(405);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    byte[] large = new byte[TOO_MANY_BYTES];
    given()
        .contentType("application/json")
        .header("X-Gitlab-Token", ServedGit.SECRET)
        .body(large)
        .post(PATH)
        .then()
        .statusCode(413);
    var chunked =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + PATH))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .header("X-Gitlab-Token", ServedGit.SECRET)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(chunked, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
    }
  }
}
