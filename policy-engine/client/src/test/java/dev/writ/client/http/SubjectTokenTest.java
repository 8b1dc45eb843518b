package dev.writ.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.writ.client.Decision;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subject's token reaches the decision point, and nobody else. */
class SubjectTokenTest {

  private static final Subject ALICE = Subject.of("user", "alice");

  @Test
  void theTokenIsAHeaderAndNotInTheBody() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      assertThat(pdp.evaluate(read(ALICE.withToken("ey.J-_9.s"), "o1")).allowed()).isTrue();
      assertThat(stub.calls.get(0).getRequestHeaders().get("Subject-Token"))
          .containsExactly("ey.J-_9.s");
      assertThat(stub.calls.get(0).getRequestHeaders()).doesNotContainKey("Authorization");
      assertThat(stub.bodies.get(0)).doesNotContain("ey.J-_9.s");
    }
  }

  @Test
  void withoutATokenThereIsNoHeader() throws IOException {
    try (StubPdp stub = StubPdp.answering("{\"decision\": true}");
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      pdp.evaluate(read(ALICE, "o1"));
      assertThat(stub.calls.get(0).getRequestHeaders()).doesNotContainKey("Subject-token");
    }
  }

  @Test
  void changedPropertiesKeepTheToken() {
    Subject subject = ALICE.withToken("t").with("department", "sales").withRoles("customer");
    assertThat(subject.token()).hasValueSatisfying(t -> assertThat(t.value()).isEqualTo("t"));
  }

  @Test
  void noTextShowsTheToken() {
    assertThat(read(ALICE.withToken("s3cret"), "o1").toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer abc", "a\r\nX-Evil: 1", "a b", "ä", "a=b"})
  void whatIsNoTokenIsRefusedAndNotRepeated(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ALICE.withToken(value))
        .withMessage(
            "the subject's token has a character that no token has, or none; pass it without"
                + " `Bearer`");
  }

  /** One header speaks for one call only, so nobody is decided by another's token. */
  @Test
  void aBatchOfSeveralSubjectsAsksWithEachOnesToken() throws IOException {
    Queue<String> tokens = new ConcurrentLinkedQueue<>();
    StubPdp.Answer onlyAlice =
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("Subject-Token");
          tokens.add(token);
          String verdict = "{\"decision\": " + token.equals("a") + "}";
          String verdicts = token.equals("a") ? verdict + "," + verdict : verdict;
          StubPdp.send(exchange, 200, "application/json", "{\"evaluations\": [" + verdicts + "]}");
        };
    try (StubPdp stub = new StubPdp(onlyAlice);
        HttpPdp pdp = new HttpPdp(HttpSettings.at(stub.url()).build())) {
      Subject bob = Subject.of("user", "bob").withToken("b");
      Subject alice = ALICE.withToken("a");
      assertThat(pdp.evaluations(List.of(read(alice, "o1"), read(bob, "o1"), read(alice, "o2"))))
          .extracting(Decision::allowed)
          .containsExactly(true, false, true);
      assertThat(tokens).containsExactlyInAnyOrder("a", "b");
    }
  }

  private static Request read(Subject subject, String order) {
    return Request.of(subject, "orders:read", Resource.of("orders", order));
  }
}
