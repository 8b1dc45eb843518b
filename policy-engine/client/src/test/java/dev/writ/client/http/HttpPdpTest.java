package dev.writ.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.client.Action;
import dev.writ.client.Answered;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a decision point says comes through whole. */
class HttpPdpTest {

  private static final Request REQUEST =
      Request.of(
          Subject.of("user", "alice").withRoles("customer"),
          "orders:read",
          Resource.of("orders", "o1").with("ownerId", "alice"));

  @Test
  void anAllowWithItsContextIsAnAllow() throws IOException {
    String json =
        """
        {"decision": true, "context": {"id": "d1", "revision": "r1", "rules": ["role:customer"],
         "reason": "because", "output": {"role:customer": {"max": 12.5, "n": 3}},
         "errors": [{"rule": "a/b", "message": "no such property"}], "dropped": ["subject.roles"], "new": 1}}
        """;
    try (StubPdp stub = StubPdp.answering(json);
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      Decision decision = pdp.evaluate(REQUEST);
      assertThat(decision.allowed()).isTrue();
      assertThat(decision.id()).contains("d1");
      assertThat(decision.reason()).contains("because");
      Answered answered = (Answered) decision;
      assertThat(answered.revision()).contains("r1");
      assertThat(answered.rules()).containsExactly("role:customer");
      assertThat(answered.output())
          .isEqualTo(Map.of("role:customer", Map.of("max", 12.5, "n", 3L)));
      assertThat(answered.errors())
          .containsExactly(Map.of("rule", "a/b", "message", "no such property"));
      assertThat(answered.dropped()).containsExactly("subject.roles");
    }
  }

  @Test
  void aDenyIsADeny() throws IOException {
    try (StubPdp stub =
            StubPdp.answering("{\"decision\": false, \"context\": {\"reason\": \"no\"}}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      Decision decision = pdp.evaluate(REQUEST);
      assertThat(decision).isInstanceOf(Answered.class);
      assertThat(decision.allowed()).isFalse();
      assertThat(decision.reason()).contains("no");
    }
  }

  @Test
  void theRequestIsWrittenAsAuthZenSays() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp =
            new HttpPdp(HttpSettings.at(stub.url()).token(PeerToken.of(() -> "t0ken")).build())) {
      Action action = Action.of("orders:read").with("soft", true);
      pdp.evaluate(new Request(REQUEST.subject(), action, REQUEST.resource(), Map.of("mfa", true)));
      assertThat(stub.calls.get(0).getRequestURI()).hasToString("/access/v1/evaluation");
      assertThat(stub.calls.get(0).getRequestMethod()).isEqualTo("POST");
      assertThat(stub.calls.get(0).getRequestHeaders().getFirst("Authorization"))
          .isEqualTo("Bearer t0ken");
      assertThat(stub.calls.get(0).getRequestHeaders().getFirst("Content-Type"))
          .isEqualTo("application/json");
      ObjectMapper mapper = new ObjectMapper();
      assertThat(mapper.readTree(stub.bodies.get(0)))
          .isEqualTo(
              mapper.readTree(
                  """
                  {"subject": {"type": "user", "id": "alice", "properties": {"roles": ["customer"]}},
                   "action": {"name": "orders:read", "properties": {"soft": true}},
                   "resource": {"type": "orders", "id": "o1", "properties": {"ownerId": "alice"}},
                   "context": {"mfa": true}}
                  """));
    }
  }

  @Test
  void aBatchIsAnsweredInItsOrder() throws IOException {
    String json =
        """
        {"evaluations": [{"decision": true}, {"decision": false},
         {"decision": false, "context": {"error": {"status": 400, "message": "no id"}}}]}
        """;
    try (StubPdp stub = StubPdp.answering(json);
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      List<Decision> decisions = pdp.evaluations(List.of(REQUEST, REQUEST, REQUEST));
      assertThat(decisions).extracting(Decision::allowed).containsExactly(true, false, false);
      assertThat(decisions.get(2)).isEqualTo(new Unanswered(Failure.INVALID_REQUEST, "no id"));
      assertThat(stub.calls.get(0).getRequestURI()).hasToString("/access/v1/evaluations");
    }
  }

  @Test
  void anEmptyBatchAsksNobody() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      assertThat(pdp.evaluations(List.of())).isEmpty();
      assertThat(stub.calls).isEmpty();
    }
  }

  @Test
  void aBatchWithTooFewAnswersDeniesEveryRequest() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"evaluations\": [{\"decision\": true}]}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      assertThat(pdp.evaluations(List.of(REQUEST, REQUEST)))
          .hasSize(2)
          .allSatisfy(
              decision ->
                  assertThat(decision)
                      .isInstanceOfSatisfying(
                          Unanswered.class,
                          u -> assertThat(u.failure()).isEqualTo(Failure.INVALID_ANSWER)));
    }
  }

  @Test
  void aBaseAddressMayHaveAPath() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(URI.create(stub.url() + "/tenants/a")).build())) {
      assertThat(pdp.evaluate(REQUEST).allowed()).isTrue();
      assertThat(stub.calls.get(0).getRequestURI()).hasToString("/tenants/a/access/v1/evaluation");
    }
  }

  @Test
  void aClosedClientDenies() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}")) {
      HttpPdp pdp =
          new HttpPdp(HttpSettings.at(stub.url()).deadline(Duration.ofSeconds(5)).build());
      pdp.close();
      assertThat(pdp.evaluate(REQUEST))
          .isEqualTo(new Unanswered(Failure.CANCELLED, "the client is closed"));
    }
  }
}
