package dev.writ.server.signature;

import static dev.writ.server.signature.SignedPeers.request;
import static dev.writ.server.signature.SignedPeers.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.verify.OfflineProof;
import dev.writ.server.log.LogService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading the decision log over HTTP, by a peer that may. */
@QuarkusTest
@TestProfile(SignedPeers.class)
class DecisionsHttpTest {
  private static final String LOG = "/v1/decisions";

  @Inject LogService service;

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(Message message) throws Exception {
    return client.send(request(message), BodyHandlers.ofString());
  }

  private HttpResponse<String> read(String path) throws Exception {
    return send(signed("admin", "GET", LOG + path, ""));
  }

  /** A decision that readers see: what was just appended may take a moment to show. */
  private String decide() throws Exception {
    String id = JsonPath.from(send(signed()).body()).getString("context.id");
    service.book().orElseThrow().log().sign().join();
    return id;
  }

  @Test
  void aDecisionIsFoundByItsSubjectAndByItsId() throws Exception {
    String id = decide();
    JsonPath page = JsonPath.from(read("?subject=user:alice&decision=allow&limit=1").body());
    assertThat(page.getString("records[0].record.id")).isEqualTo(id);
    assertThat(page.getString("records[0].record.peer.id")).isEqualTo("payments");
    JsonPath one = JsonPath.from(read("/" + id).body());
    assertThat(one.getString("record.decision.verdict")).isEqualTo("allow");
    assertThat(one.getLong("index")).isEqualTo(page.getLong("records[0].index"));
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() throws Exception {
    String first = decide();
    String second = decide();
    JsonPath newest = JsonPath.from(read("?action=read&limit=1").body());
    assertThat(newest.getString("records[0].record.id")).isEqualTo(second);
    JsonPath next =
        JsonPath.from(read("?action=read&limit=1&cursor=" + newest.getString("cursor")).body());
    assertThat(next.getString("records[0].record.id")).isEqualTo(first);
  }

  @Test
  void aProofHoldsForWhoHasOnlyTheKey() throws Exception {
    String proof = read("/" + decide() + "/proof").body();
    VerifierKey key = VerifierKey.parse(read("/key").body());
    Checkpoint signed = OfflineProof.parse(proof).verify(key);
    assertThat(Checkpoint.verified(read("/checkpoint").body(), key).size())
        .isGreaterThanOrEqualTo(signed.size());
    String tile = signed.size() >= 256 ? "/tile/0/000" : "/tile/0/000.p/" + signed.size();
    assertThat(read(tile).statusCode()).isEqualTo(200);
  }

  @Test
  void everyReadOfRecordsIsInTheLogItself() throws Exception {
    read("?subject=user:nobody");
    decide();
    assertThat(
            JsonPath.from(read("?peer=admin&limit=1").body()).getString("records[0].record.type"))
        .isEqualTo("log-read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/checkpoint", "/key", "/tile/0/000"})
  void aPeerWithoutThatRightReadsNothing(String path) throws Exception {
    assertThat(send(signed("p/1", "GET", LOG + path, "")).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/00000000-0000-7000-8000-000000000000",
        "/no-id",
        "/tile/0/..%2F..%2Flog.key",
        "/tile/..%2F..%2Flog.key"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(read(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?colour=red", "?from=yesterday", "?limit=many", "?peer=a&peer=b"})
  void aQueryThatMeansNothingIsRefused(String query) throws Exception {
    assertThat(read(query).statusCode()).isEqualTo(400);
  }
}
