package dev.writ.server;

import static io.restassured.RestAssured.given;

import groovy.json.JsonOutput;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Asks a running server. */
public final class Http {
  public static final String EVALUATION = "/access/v1/evaluation";
  public static final String EVALUATIONS = "/access/v1/evaluations";
  public static final String EXPLAIN = "/v1/explain";

  private Http() {}

  /** Posts a JSON text. */
  public static ValidatableResponse post(String path, String json) {
    return given().contentType(ContentType.JSON).body(json).post(path).then();
  }

  /** Posts a JSON value. */
  public static ValidatableResponse post(String path, Object json) {
    return post(path, JsonOutput.toJson(json));
  }

  /** An evaluation of the certification scenario's fixture. */
  public static String request(String subject, String action, String resource) {
    return """
        {"subject": {"type": "user", "id": "%s"},
         "action": {"name": "%s"},
         "resource": {"type": "record", "id": "%s"}}
        """
        .formatted(subject, action, resource);
  }
}
