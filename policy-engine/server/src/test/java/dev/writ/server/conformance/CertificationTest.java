package dev.writ.server.conformance;

import dev.writ.authzen.json.Members;
import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The scenario of the AuthZEN certification, over HTTP. */
@QuarkusTest
class CertificationTest {

  @Test
  void everyEvaluationOfTheScenarioGetsItsDecision() throws IOException {
    var softly = new SoftAssertions();
    for (Members fixture : Vectors.objects(Vectors.read("certification.json"), "fixtures")) {
      Object expected = fixture.values().get("decision");
      softly
          .assertThat(decisions(fixture, expected instanceof List<?>))
          .as(fixture.text("id"))
          .isEqualTo(expected);
    }
    softly.assertAll();
  }

  @Test
  void everySearchOfTheScenarioFindsWhatItMust() throws IOException {
    var softly = new SoftAssertions();
    for (Members search : Vectors.objects(Vectors.read("certification.json"), "search")) {
      String path = "/access/v1/search/" + search.text("endpoint");
      List<Object> results =
          Http.post(path, search.values().get("request"))
              .statusCode(200)
              .extract()
              .jsonPath()
              .getList("results");
      String name = path + search.values().get("request");
      if (search.has("exact")) {
        softly.assertThat(results).as(name).isEqualTo(search.list("exact"));
      } else {
        softly.assertThat(results).as(name).containsAll(search.list("includes"));
      }
    }
    softly.assertAll();
  }

  private static Object decisions(Members fixture, boolean batch) {
    String path = batch ? Http.EVALUATIONS : Http.EVALUATION;
    String result = batch ? "evaluations.decision" : "decision";
    return Http.post(path, fixture.values().get("request"))
        .statusCode(200)
        .extract()
        .jsonPath()
        .get(result);
  }
}
