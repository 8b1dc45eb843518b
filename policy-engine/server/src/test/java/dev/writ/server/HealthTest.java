package dev.writ.server;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest {

  @Test
  void aRunningServerIsLive() {
    given().get("/q/health/live").then().statusCode(200);
  }
}
