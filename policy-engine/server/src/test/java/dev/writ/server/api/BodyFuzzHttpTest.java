package dev.writ.server.api;

import static dev.writ.server.Http.EVALUATION;
import static dev.writ.server.Http.EVALUATIONS;
import static dev.writ.server.Http.EXPLAIN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Bodies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a body holds, each endpoint answers it or refuses it, and never fails itself. */
@QuarkusTest
class BodyFuzzHttpTest {
  private static final int BODIES = 150;

  @ParameterizedTest
  @ValueSource(
      strings = {
        EVALUATION,
        EVALUATIONS,
        EXPLAIN,
        "/access/v1/search/subject",
        "/access/v1/search/resource",
        "/access/v1/search/action"
      })
  void changedBodiesAreAnsweredOrRefused(String path) {
    var random = new Random(path.hashCode());
    for (int i = 0; i < BODIES; i++) {
      byte[] body = Bodies.changed(random);
      Response response = given().contentType(ContentType.JSON).body(body).post(path);
      assertThat(response.statusCode())
          .as("%s for %s", path, new String(body, StandardCharsets.UTF_8))
          .isIn(200, 400, 413);
    }
  }
}
