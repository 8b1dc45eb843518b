package dev.writ.server.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetadataTest {

  @Test
  void theMetadataNamesTheUrlItWasAskedUnder() {
    String base = "http://127.0.0.1:" + RestAssured.port;
    given()
        .get("/.well-known/authzen-configuration")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("policy_decision_point", equalTo(base))
        .body("access_evaluation_endpoint", equalTo(base + "/access/v1/evaluation"))
        .body("access_evaluations_endpoint", equalTo(base + "/access/v1/evaluations"))
        .body("search_subject_endpoint", equalTo(base + "/access/v1/search/subject"))
        .body("search_resource_endpoint", equalTo(base + "/access/v1/search/resource"))
        .body("search_action_endpoint", equalTo(base + "/access/v1/search/action"));
  }

  @Test
  void everyEndpointOfTheMetadataAnswers() {
    JsonPath metadata = given().get("/.well-known/authzen-configuration").jsonPath();
    String body = Http.request("alice", "read", "record-1");
    metadata
        .<String, String>getMap("$")
        .forEach(
            (name, url) -> {
              if (name.endsWith("_endpoint")) {
                Http.post(url, body).statusCode(is(200));
              }
            });
  }
}
