package dev.writ.server.policy;

import static dev.writ.server.Http.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.writ.server.Http;
import dev.writ.server.PolicyFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server whose policies were broken when it started. */
@QuarkusTest
@TestProfile(BrokenStartTest.Broken.class)
class BrokenStartTest {
  private static final String REASON = "the policies could not be loaded: reading.yaml:4:5: ";

  public static class Broken implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      PolicyFolder folder = PolicyFolder.create();
      folder.spoil();
      return Map.of("writ.policies", folder.root().toString());
    }
  }

  @Test
  void itIsAliveAndNotReadyAndSaysWhy() {
    given().get("/q/health/live").then().statusCode(200);
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(503)
        .body("status", equalTo("DOWN"))
        .body(
            "checks.find { it.name == 'policies' }.data.problem", startsWith("reading.yaml:4:5: "));
  }

  @Test
  void everyDecisionIsADenyWithThatReason() {
    Http.post(Http.EVALUATION, request("user-0", "read", "r"))
        .statusCode(200)
        .body("decision", is(false))
        .body("context.reason", startsWith(REASON))
        .body("context.revision", nullValue());
    Http.post(
            Http.EVALUATIONS,
            request("user-0", "read", "r")
                .stripTrailing()
                .replaceFirst("}$", ", \"evaluations\": [{}, {}]}"))
        .body("evaluations.decision", everyItem(is(false)))
        .body("evaluations.context.reason", everyItem(startsWith(REASON)));
  }

  @Test
  void searchesAndExplanationsSayItToo() {
    Http.post("/access/v1/search/action", request("user-0", "read", "r"))
        .statusCode(200)
        .body("results", hasSize(0))
        .body("context.reason", startsWith(REASON));
    Http.post(Http.EXPLAIN, request("user-0", "read", "r"))
        .body("decision", is(false))
        .body("context.reason", startsWith(REASON));
    String text =
        given()
            .contentType(ContentType.JSON)
            .accept(ContentType.TEXT)
            .body(request("user-0", "read", "r"))
            .post(Http.EXPLAIN)
            .asString();
    assertThat(text).startsWith("deny: " + REASON);
  }

  @Test
  void aBadRequestStaysOne() {
    Http.post(Http.EVALUATION, "{}").statusCode(400).body(containsString("`subject` is missing"));
  }
}
