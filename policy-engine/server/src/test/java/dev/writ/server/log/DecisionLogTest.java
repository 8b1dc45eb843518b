package dev.writ.server.log;

import static dev.writ.server.Http.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.decision.DecisionRecord.Kind;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.PolicyLoaded;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.LogRecord.Started;
import dev.writ.log.record.RecordReader;
import dev.writ.log.store.DecisionLog;
import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that keeps a log. */
@QuarkusTest
@TestProfile(DecisionLogTest.Kept.class)
class DecisionLogTest {

  public static class Kept implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of(
            "writ.data", Files.createTempDirectory("data").toString(), "writ.log.instance", "one");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Inject LogService service;

  private long before;

  @BeforeEach
  void noteTheEnd() {
    before = log().size();
  }

  @Test
  void theLogBeginsWithTheStartAndThePoliciesThatDecide() throws IOException {
    assertThat(records(0).subList(0, 2))
        .satisfiesExactly(
            start -> assertThat(start).isInstanceOf(Started.class),
            load -> assertThat(load).isInstanceOf(PolicyLoaded.class))
        .allSatisfy(record -> assertThat(record.instance()).isEqualTo("one"));
  }

  @Test
  void anEvaluationIsInTheLogUnderTheIdOfItsAnswer() throws IOException {
    String id =
        given()
            .header("X-Request-ID", "request-7")
            .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .contentType("application/json")
            .body(request("alice", "read", "record-1"))
            .post(Http.EVALUATION)
            .then()
            .statusCode(200)
            .body("decision", is(true))
            .extract()
            .path("context.id");
    DecisionRecord decision = onlyDecision();
    assertThat(decision.id()).isEqualTo(id);
    assertThat(decision.kind()).isEqualTo(Kind.EVALUATION);
    assertThat(decision.requestId()).isEqualTo("request-7");
    assertThat(decision.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(decision.decision().allowed()).isTrue();
    assertThat(decision.latency()).isPositive();
    assertThat(decision.time()).isAfter(decision.request().now());
    assertThat(decision.request().stored()).isNotNull();
  }

  @Test
  void everyItemOfABatchIsInTheLogInItsOrder() throws IOException {
    String body =
        request("alice", "read", "record-1")
            .stripTrailing()
            .replaceFirst(
                "}$",
                ", \"evaluations\": [{}, {\"resource\": {\"type\": \"record\", \"id\": \"r2\"}}]}");
    List<String> ids =
        Http.post(Http.EVALUATIONS, body).statusCode(200).extract().path("evaluations.context.id");
    assertThat(records(before)).extracting(LogRecord::id).isEqualTo(ids);
    assertThat(records(before))
        .allSatisfy(
            record -> assertThat(((Decided) record).decision().kind()).isEqualTo(Kind.BATCH_ITEM));
  }

  @Test
  void aSearchIsInTheLogWithEveryCandidateAndWhoWasFound() throws IOException {
    List<String> found =
        Http.post("/access/v1/search/subject", request("alice", "read", "record-1"))
            .statusCode(200)
            .extract()
            .path("results.id");
    assertThat(records(before))
        .singleElement()
        .isInstanceOfSatisfying(
            Searched.class,
            page -> {
              assertThat(page.found()).isEqualTo(found);
              assertThat(page.considered()).containsAll(found);
            });
  }

  @Test
  void anExplanationIsInTheLog() throws IOException {
    Http.post(Http.EXPLAIN, request("alice", "read", "record-1")).statusCode(200);
    assertThat(onlyDecision().kind()).isEqualTo(Kind.EXPLANATION);
  }

  @Test
  void whatIsNoDecisionIsNotInTheLog() {
    Http.post(Http.EVALUATION, "{}").statusCode(400);
    assertThat(log().size()).isEqualTo(before);
  }

  @Test
  void operatorsSeeHowTheLogIsDoing() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'log' }.data.kept", is(true))
        .body("checks.find { it.name == 'log' }.data.dropped", is(0));
    assertThat(given().get("/q/metrics").asString())
        .contains("writ_log_records", "writ_log_waiting", "writ_log_dropped_total");
  }

  private DecisionRecord onlyDecision() throws IOException {
    List<LogRecord> records = records(before);
    assertThat(records).hasSize(1);
    return ((Decided) records.getFirst()).decision();
  }

  private List<LogRecord> records(long from) throws IOException {
    log().sign().join();
    List<LogRecord> records = new ArrayList<>();
    for (long i = from; i < log().size(); i++) {
      byte[] leaf = log().reader().read(i).leaf();
      records.add(RecordReader.read(leaf, Disclosures.NONE).record());
    }
    return records;
  }

  private DecisionLog log() {
    return service.book().orElseThrow().log();
  }
}
