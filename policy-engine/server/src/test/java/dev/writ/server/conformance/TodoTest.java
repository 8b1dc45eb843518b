package dev.writ.server.conformance;

import dev.writ.authzen.json.Members;
import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The Todo scenario of the AuthZEN interoperability events, over HTTP. */
@QuarkusTest
@TestProfile(TodoTest.Policies.class)
class TodoTest {

  public static class Policies implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("writ.policies", "src/test/resources/authzen-todo");
    }
  }

  @Test
  void everyCaseGetsItsDecision() throws IOException {
    var softly = new SoftAssertions();
    for (Members test : Vectors.objects(Vectors.read("todo.json"), "cases")) {
      String endpoint = test.text("endpoint");
      String result = endpoint.equals("evaluations") ? "evaluations.decision" : "decision";
      Object decided =
          Http.post("/access/v1/" + endpoint, test.values().get("request"))
              .statusCode(200)
              .extract()
              .jsonPath()
              .get(result);
      softly.assertThat(decided).as(test.text("id")).isEqualTo(test.values().get("expected"));
    }
    softly.assertAll();
  }
}
