package dev.writ.server.api;

import static dev.writ.server.Http.EVALUATION;
import static dev.writ.server.Http.request;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EvaluationTest {

  @Test
  void anAllowNamesTheRuleThatDeterminedIt() {
    Http.post(EVALUATION, request("alice", "read", "record-1"))
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("decision", is(true))
        .body("context.rules", contains("records/readers-read"));
  }

  @Test
  void aDenyThatNoRuleMadeSaysSo() {
    Http.post(EVALUATION, request("bob", "write", "record-1"))
        .statusCode(200)
        .body("decision", is(false))
        .body("context.rules", hasSize(0))
        .body("context.reason", equalTo("no rule allows it"));
  }

  @Test
  void everyDecisionHasAnIdOfVersionSevenAndTheRevision() {
    Http.post(EVALUATION, request("alice", "read", "record-1"))
        .body(
            "context.id",
            matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))
        .body("context.revision", matchesPattern("[0-9a-f]{64}"));
  }

  @Test
  void aFailedConditionIsReportedWithoutValues() {
    String secret = "4711-secret";
    Http.post(
            EVALUATION,
            """
            {"subject": {"type": "user", "id": "alice"},
             "action": {"name": "write", "properties": {"note": "%1$s"}},
             "resource": {"type": "record", "id": "unknown", "properties": {"note": "%1$s"}}}
            """
                .formatted(secret))
        .statusCode(200)
        .body("decision", is(false))
        .body("context.errors", hasSize(1))
        .body("context.errors[0].rule", equalTo("records/editors-write"))
        .body("context.errors[0].part", equalTo("unless"))
        .body("context.errors[0].code", equalTo("missing-property"))
        .body("context.errors[0].subject", equalTo("resource.status"))
        .body(
            "context.errors[0].message",
            allOf(containsString("`resource.status`"), not(containsString(secret))));
  }

  @Test
  void aPropertyThatContradictsTheSchemaIsADeny() {
    Http.post(
            EVALUATION,
            """
            {"subject": {"type": "user", "id": "alice"}, "action": {"name": "read"},
             "resource": {"type": "record", "id": "record-1", "properties": {"status": 7}}}
            """)
        .statusCode(200)
        .body("decision", is(false))
        .body("context.errors[0].part", equalTo("schema"));
  }

  @Test
  void whatNobodyMayStateIsDroppedAndReported() {
    Http.post(
            EVALUATION,
            """
            {"subject": {"type": "user", "id": "alice", "properties": {"verified": true}},
             "action": {"name": "read"}, "resource": {"type": "record", "id": "record-1"}}
            """)
        .body("decision", is(true))
        .body("context.dropped", contains("subject.verified"));
  }

  @Test
  void unknownMembersAreIgnoredEverywhere() {
    Http.post(
            EVALUATION,
            """
            {"subject": {"type": "user", "id": "alice", "foo": 1},
             "action": {"name": "read", "bar": []},
             "resource": {"type": "record", "id": "record-1", "baz": {}},
             "foo": "bar", "futureField": {"nested": true}}
            """)
        .statusCode(200)
        .body("decision", is(true));
  }

  @Test
  void anOptionalMemberThatIsNullIsAbsent() {
    Http.post(
            EVALUATION,
            """
            {"subject": {"type": "user", "id": "alice", "properties": null},
             "action": {"name": "read", "properties": null},
             "resource": {"type": "record", "id": "record-1", "properties": {"status": null}},
             "context": null}
            """)
        .statusCode(200)
        .body("decision", is(true))
        .body("context.errors", nullValue());
  }

  @Test
  void theSameRequestGetsTheSameDecision() {
    for (int i = 0; i < 5; i++) {
      Http.post(EVALUATION, request("alice", "read", "record-1")).body("decision", is(true));
    }
  }

  @Test
  void aLargeBodyIsDecidedToo() {
    Http.post(
            EVALUATION,
            """
            {"subject": {"type": "user", "id": "alice"}, "action": {"name": "read"},
             "resource": {"type": "record", "id": "record-1"}, "context": {"x": "%s"}}
            """
                .formatted("x".repeat(900_000)))
        .statusCode(200)
        .body("decision", is(true));
  }
}
