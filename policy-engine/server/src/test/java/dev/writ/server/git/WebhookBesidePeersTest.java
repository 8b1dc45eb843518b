package dev.writ.server.git;

import static io.restassured.RestAssured.given;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Git host has no other credentials than its secret, also where peers must have some. */
@QuarkusTest
@TestProfile(WebhookBesidePeersTest.Authenticated.class)
class WebhookBesidePeersTest {

  private static final ServedGit GIT = ServedGit.create();

  public static class Authenticated implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "writ.policies", "git+" + GIT.upstream().bare().toUri() + "#main",
          "writ.data", GIT.folder().resolve("data").toString(),
          "writ.git.poll", "1H",
          "writ.git.webhook.secret-file", GIT.file("secret", ServedGit.SECRET + "\n"),
          "writ.issuers.sso.url", "http://127.0.0.1:1",
          "writ.issuers.sso.audience", "writ",
          "writ.issuers.sso.peers", "true");
    }
  }

  @Test
  void itsSecretLetsTheGitHostInAndNobodyElse() {
    given().get("/q/metrics").then().statusCode(401);
    given()
        .contentType("application/json")
        .body(Http.request("alice", "read", "r"))
        .post(Http.EVALUATION)
        .then()
        .statusCode(401);
    ServedGit.push().statusCode(202);
    given()
        .contentType("application/json")
        .header("X-Gitlab-Token", "another secret")
        .body("{}")
        .post("/v1/hooks/git")
        .then()
        .statusCode(401);
    given().post("/v1/hooks/git/x").then().statusCode(401);
  }
}
