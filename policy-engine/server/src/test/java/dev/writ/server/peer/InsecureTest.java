package dev.writ.server.peer;

import static dev.writ.server.Http.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.writ.engine.request.Peer;
import dev.writ.server.Http;
import dev.writ.server.HttpSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that was told to listen on every address and to authenticate nobody. */
@QuarkusTest
@TestProfile(InsecureTest.Insecure.class)
class InsecureTest {

  public static class Insecure implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.host", "0.0.0.0", "writ.insecure", "true");
    }
  }

  @Inject Exposure exposure;

  @Test
  void everyPeerIsAnonymous() {
    assertThat(exposure.peer()).isEqualTo(Peer.ANONYMOUS);
    Http.post(Http.EVALUATION, request("alice", "read", "record-1")).body("decision", is(true));
  }

  @Test
  void everyHostNameIsAnswered() throws IOException {
    String answer =
        HttpSocket.exchange(
            RestAssured.port,
            "GET /q/health/ready HTTP/1.1\r\nHost: pdp.example\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }
}
