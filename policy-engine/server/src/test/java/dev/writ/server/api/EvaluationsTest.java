package dev.writ.server.api;

import static dev.writ.server.Http.EVALUATIONS;
import static dev.writ.server.Http.request;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EvaluationsTest {
  private static final String ALICE_READS =
      "\"subject\": {\"type\": \"user\", \"id\": \"alice\"}, \"action\": {\"name\": \"read\"}";
  private static final String RECORD_1 =
      "{\"resource\": {\"type\": \"record\", \"id\": \"record-1\"}}";
  private static final String OF_BOB =
      "{\"subject\": {\"type\": \"user\", \"id\": \"bob\"}, \"action\": {\"name\": \"write\"},"
          + " \"resource\": {\"type\": \"record\", \"id\": \"record-1\"}}";

  @Test
  void answersStandInTheOrderOfTheEvaluations() {
    batch("execute_all", RECORD_1, OF_BOB, RECORD_1)
        .statusCode(200)
        .body("evaluations.decision", contains(true, false, true))
        .body("decision", nullValue());
  }

  @Test
  void executeAllIsTheDefault() {
    Http.post(
            EVALUATIONS,
            "{" + ALICE_READS + ", \"evaluations\": [" + OF_BOB + "," + RECORD_1 + "]}")
        .body("evaluations.decision", contains(false, true));
    Http.post(
            EVALUATIONS,
            "{"
                + ALICE_READS
                + ", \"options\": {\"another\": 1}, \"evaluations\": ["
                + OF_BOB
                + ","
                + RECORD_1
                + "]}")
        .body("evaluations.decision", contains(false, true));
  }

  @Test
  void denyOnFirstDenyEndsWithTheFirstDeny() {
    batch("deny_on_first_deny", RECORD_1, OF_BOB, RECORD_1)
        .body("evaluations.decision", contains(true, false));
  }

  @Test
  void denyOnFirstDenyTakesAnErrorForADeny() {
    batch("deny_on_first_deny", RECORD_1, "{}", RECORD_1)
        .body("evaluations.decision", contains(true, false));
  }

  @Test
  void permitOnFirstPermitEndsWithTheFirstPermit() {
    batch("permit_on_first_permit", OF_BOB, "{}", RECORD_1, OF_BOB)
        .body("evaluations.decision", contains(false, false, true));
  }

  @Test
  void anotherSemanticIsRefused() {
    batch("first_come", RECORD_1).statusCode(400).body(containsString("`deny_on_first_deny`"));
    Http.post(EVALUATIONS, "{\"options\": 1, \"evaluations\": [" + RECORD_1 + "]}")
        .statusCode(400)
        .body(containsString("`options` must be an object"));
  }

  @Test
  void anEvaluationThatCannotBeUnderstoodIsADenyAmongTheOthers() {
    batch(
            "execute_all",
            RECORD_1,
            "{}",
            "7",
            "{\"resource\": {\"type\": \"record\", \"id\": 7}}",
            RECORD_1)
        .statusCode(200)
        .body("evaluations.decision", contains(true, false, false, false, true))
        .body("evaluations[1].context.error.status", is(400))
        .body(
            "evaluations[1].context.error.message", equalTo("`evaluations[1].resource` is missing"))
        .body("evaluations[2].context.error.message", equalTo("`evaluations[2]` must be an object"))
        .body(
            "evaluations[3].context.error.message",
            containsString("`evaluations[3].resource.id` must be a text"));
  }

  @Test
  void anEntityOfAnEvaluationReplacesTheDefaultWholeSaveForItsNames() {
    Http.post(
            EVALUATIONS,
            """
            {"subject": {"type": "user", "id": "alice"}, "action": {"name": "write"},
             "resource": {"type": "record", "id": "record-1", "properties": {"status": "archived"}},
             "evaluations": [
               {},
               {"resource": {"id": "record-1"}},
               {"resource": {"id": "record-1", "properties": {"status": "archived"}}},
               {"resource": {"properties": {"status": "active"}}},
               {"action": {"properties": {"soft": true}}},
               {"action": {"name": "read"}}]}
            """)
        .statusCode(200)
        .body("evaluations.decision", contains(false, true, false, true, false, true));
  }

  @Test
  void aDefaultThatIsNoObjectSpoilsTheWholeRequest() {
    Http.post(EVALUATIONS, "{\"subject\": \"alice\", \"evaluations\": [" + OF_BOB + "]}")
        .statusCode(400)
        .body(containsString("`subject` must be an object"));
    Http.post(EVALUATIONS, "{\"evaluations\": {}}")
        .statusCode(400)
        .body(containsString("must be a list"));
  }

  @Test
  void withoutEvaluationsItIsASingleOne() {
    Http.post(EVALUATIONS, request("alice", "read", "record-1")).body("decision", is(true));
    String empty = request("alice", "read", "record-1").stripTrailing();
    Http.post(EVALUATIONS, empty.substring(0, empty.length() - 1) + ", \"evaluations\": []}")
        .body("decision", is(true))
        .body("evaluations", nullValue());
  }

  @Test
  void aThousandEvaluationsAreTakenAndNoMore() {
    Http.post(EVALUATIONS, many(1_000))
        .statusCode(200)
        .body("evaluations", hasSize(1_000))
        .body("evaluations.decision", everyItem(is(true)));
    Http.post(EVALUATIONS, many(1_001)).statusCode(400).body(containsString("more than 1,000"));
  }

  private static String many(int evaluations) {
    return "{"
        + ALICE_READS
        + ", \"evaluations\": ["
        + String.join(",", Collections.nCopies(evaluations, RECORD_1))
        + "]}";
  }

  private static ValidatableResponse batch(String semantic, String... evaluations) {
    return Http.post(
        EVALUATIONS,
        "{%s, \"options\": {\"evaluations_semantic\": \"%s\"}, \"evaluations\": [%s]}"
            .formatted(ALICE_READS, semantic, String.join(",", evaluations)));
  }
}
