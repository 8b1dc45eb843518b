package dev.writ.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description of the interface says what the server does. */
@QuarkusTest
class OpenApiTest {

  @Test
  void everyExampleOfARequestIsAnswered() {
    var paths = description().<String, Map<String, Object>>getMap("paths");
    assertThat(paths).hasSize(15);
    paths.forEach(
        (path, methods) -> {
          if (methods.containsKey("post")) {
            examples(path).forEach(body -> Http.post(path, body).statusCode(200));
          }
        });
  }

  @Test
  void everyMemberOfAnAnswerIsDescribed() {
    Map<String, Object> described =
        description().getMap("components.schemas.Decision.properties.context.properties");
    Map<String, Object> context =
        Http.post(Http.EVALUATION, Http.request("alice", "write", "unknown"))
            .extract()
            .jsonPath()
            .getMap("context");
    assertThat(described.keySet()).containsAll(context.keySet());
  }

  private static List<Object> examples(String path) {
    Map<String, Map<String, Object>> examples =
        description()
            .getMap(
                "paths.'%s'.post.requestBody.content.'application/json'.examples".formatted(path));
    assertThat(examples).as(path).isNotEmpty();
    return examples.values().stream().map(example -> example.get("value")).toList();
  }

  private static JsonPath description() {
    return given().accept("application/json").get("/q/openapi?format=json").jsonPath();
  }
}
