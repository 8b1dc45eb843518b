package dev.writ.server.api;

import static dev.writ.server.Http.EXPLAIN;
import static dev.writ.server.Http.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExplainTest {
  private static final String WHEN =
      "explanation.rules.find { it.rule == 'records/admins-write-what-is-archived' }";

  @Test
  void anExplanationHoldsTheDecisionAndEveryRuleOnTheType() {
    Http.post(EXPLAIN, request("bob", "write", "record-1"))
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("decision", is(false))
        .body("context.reason", equalTo("no rule allows it"))
        .body("explanation.permission", equalTo("record:write"))
        .body("explanation.roles", contains("reader"))
        .body(
            "explanation.rules.rule",
            contains(
                "records/readers-read",
                "records/editors-write",
                "records/admins-write-what-is-archived",
                "records/editors-delete-softly"));
  }

  @Test
  void aConditionShowsTheValuesItSawInTheAuthorsWords() {
    Http.post(EXPLAIN, request("bob", "write", "record-1"))
        .body(WHEN + ".outcome", equalTo("false"))
        .body(WHEN + ".file", equalTo("records.yaml"))
        .body(WHEN + ".parts.part", hasItem("when"))
        .body(
            WHEN
                + ".parts.find { it.part == 'when' }.values.find { it.text == 'resource.status' }.value",
            equalTo("\"active\""));
  }

  @Test
  void whatConditionsAskForByNameIsAListOfItsOwn() {
    Http.post(EXPLAIN, request("bob", "write", "record-1")).body("explanation.named", hasSize(0));
  }

  @Test
  void forPeopleItIsText() {
    String text =
        given()
            .contentType(ContentType.JSON)
            .accept(ContentType.TEXT)
            .body(request("bob", "write", "record-1"))
            .post(EXPLAIN)
            .then()
            .statusCode(200)
            .contentType(ContentType.TEXT)
            .extract()
            .asString();
    assertThat(text)
        .startsWith("deny: no rule allows it\n")
        .contains("resource.status: \"active\"");
  }
}
