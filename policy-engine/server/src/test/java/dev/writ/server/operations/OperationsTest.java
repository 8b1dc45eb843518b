package dev.writ.server.operations;

import static dev.writ.server.Http.EVALUATION;
import static dev.writ.server.Http.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void aServingServerIsHealthy(String check) {
    given().get("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void readinessShowsWhatIsServed() {
    given()
        .get("/q/health/ready")
        .then()
        .body("checks.name", hasItem("policies"))
        .body("checks.find { it.name == 'policies' }.data.revision", matchesPattern("[0-9a-f]{64}"))
        .body("checks.find { it.name == 'policies' }.data.stale", is(false));
  }

  @Test
  void decisionsAreCountedByOutcome() {
    String allows = "writ_decisions_seconds_count{kind=\"evaluation\",outcome=\"allow\"}";
    double before = metric(allows);
    Http.post(EVALUATION, request("alice", "read", "record-1")).statusCode(200);
    assertThat(metric(allows)).isEqualTo(before + 1);
  }

  @Test
  void failedConditionsAreCountedByError() {
    String missing = "writ_condition_errors_total{code=\"missing-property\"}";
    double before = metric(missing);
    Http.post(EVALUATION, request("alice", "write", "unknown")).statusCode(200);
    assertThat(metric(missing)).isEqualTo(before + 1);
  }

  @Test
  void loadsOfPoliciesAreCounted() {
    assertThat(metric("writ_reload_total{result=\"loaded\"}")).isGreaterThanOrEqualTo(1);
    assertThat(metric("writ_policy_errors")).isZero();
    assertThat(metric("writ_policy_age_seconds")).isNotNegative();
  }

  @Test
  void noLabelTellsWhatWasAsked() {
    Http.post(EVALUATION, request("a-telling-name", "read", "record-1"));
    assertThat(metrics()).doesNotContain("a-telling-name", "record-1", "records/");
  }

  private static double metric(String name) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
            .matcher(metrics());
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static String metrics() {
    return given().get("/q/metrics").asString();
  }
}
