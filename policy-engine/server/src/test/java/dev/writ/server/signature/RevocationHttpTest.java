package dev.writ.server.signature;

import static dev.writ.server.signature.SignedPeers.request;
import static dev.writ.server.signature.SignedPeers.signed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revoking over HTTP, by a peer that may. */
@QuarkusTest
@TestProfile(SignedPeers.class)
class RevocationHttpTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(Message message) throws Exception {
    return client.send(request(message), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String key, String method, String path, String body)
      throws Exception {
    return send(signed(key, method, path, body));
  }

  private HttpResponse<String> admin(String method, String path, String body) throws Exception {
    return send("admin", method, path, body);
  }

  @Test
  void aRevokedKeyIsRefusedFromTheNextRequestUntilItIsReinstated() throws Exception {
    assertThat(send(signed("lost")).statusCode()).isEqualTo(200);
    assertThat(admin("PUT", "/v1/revocations/key/lost", "{\"reason\": \"stolen\"}").statusCode())
        .isEqualTo(204);
    HttpResponse<String> refused = send(signed("lost"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo("the signature's key is revoked\n");
    assertThat(send(signed()).statusCode()).as("another key of the same peer").isEqualTo(200);
    assertThat(admin("DELETE", "/v1/revocations/key/lost", "").statusCode()).isEqualTo(204);
    assertThat(send(signed("lost")).statusCode()).isEqualTo(200);
    assertThat(admin("DELETE", "/v1/revocations/key/lost", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aRevokedSubjectIsDeniedWhereItIsOnlyStatedToo() throws Exception {
    String search =
        """
        {"subject": {"type": "user"}, "action": {"name": "read"},
         "resource": {"type": "record", "id": "record-1"}}
        """;
    String path = "/v1/revocations/subject/user%3Aalice";
    assertThat(send(signed()).body()).startsWith("{\"decision\":true,");
    assertThat(admin("PUT", path, "").statusCode()).isEqualTo(204);
    try {
      for (String endpoint : List.of(Http.EVALUATION, Http.EXPLAIN, Http.EVALUATIONS)) {
        Http.post(endpoint, Http.request("alice", "read", "record-1"))
            .statusCode(200)
            .body(containsString("\"decision\":false"))
            .body(containsString("the subject is revoked"))
            .body(containsString("\"code\":\"subject-revoked\""));
      }
      Http.post(Http.EVALUATION, Http.request("bob", "read", "record-1"))
          .body("decision", is(true));
      Http.post("/access/v1/search/subject", search).body("results.id", contains("bob"));
      Http.post("/access/v1/search/action", Http.request("alice", "read", "record-1"))
          .body("results", empty())
          .body("context.reason", is("the subject is revoked"));
    } finally {
      assertThat(admin("DELETE", path, "").statusCode()).isEqualTo(204);
    }
    assertThat(send(signed()).body()).startsWith("{\"decision\":true,");
  }

  @Test
  void theListHasATagThatChangesWithIt() throws Exception {
    HttpResponse<String> before = admin("GET", "/v1/revocations", "");
    String tag = before.headers().firstValue("ETag").orElseThrow();
    Message again = signed("admin", "GET", "/v1/revocations", "").set("If-None-Match", tag);
    HttpResponse<String> unchanged = send(again);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    String path = "/v1/revocations/subject/user%3Aa%2Fb%20c?issuer=https%3A%2F%2Fidp.example";
    assertThat(admin("PUT", path, "").statusCode()).isEqualTo(204);
    HttpResponse<String> changed =
        send(signed("admin", "GET", "/v1/revocations", "").set("If-None-Match", tag));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body())
        .contains(
            "{\"kind\":\"subject\",\"issuer\":\"https://idp.example\",\"value\":\"user:a/b c\",");
    assertThat(admin("DELETE", path, "").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/revocations/kid/x | '' | `kid` is none of the kinds",
        "/v1/revocations/jti/x | {\"until\": \"tomorrow\"} | `tomorrow` is no time",
        "/v1/revocations/jti/x | {\"until\": \"2020-01-01T00:00:00Z\"} | `until` lies in the past",
        "/v1/revocations/jti/x | [] | ''",
        "/v1/revocations/jti/a%0Ab | '' | `value` is longer than 512 characters or has control"
      })
  void whatCannotBeRevokedIsABadRequest(String path, String body, String message) throws Exception {
    HttpResponse<String> answer = admin("PUT", path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/revocations/key/x",
    "DELETE, /v1/revocations/key/x",
    "GET, /v1/revocations"
  })
  void onlyWhoMayRevokesAndReads(String method, String path) throws Exception {
    assertThat(send("p/1", method, path, "").statusCode()).isEqualTo(403);
  }

  @Test
  void aCallerOnTheLoopbackAddressMayNotRevoke() {
    given().put("/v1/revocations/key/x").then().statusCode(403);
    given().delete("/v1/revocations/key/x").then().statusCode(403);
  }

  @Test
  void readinessCountsWhatIsRevoked() throws Exception {
    assertThat(given().get("/q/health/ready").asString())
        .contains("\"revocations\"", "\"entries\"");
  }
}
