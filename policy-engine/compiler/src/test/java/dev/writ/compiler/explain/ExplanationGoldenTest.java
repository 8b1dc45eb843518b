package dev.writ.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.Engine;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.explain.ExplanationText;
import dev.writ.engine.explain.ExplanationText.Style;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The explanations of requests to the repository {@code explain/policies} are the texts beside it.
 * With {@code -Dwrit.golden.update=true} these files are written instead, to be read in the diff.
 */
class ExplanationGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/explain");
  private static final Instant WEDNESDAY_NOON = Instant.parse("2026-03-04T11:00:00Z");
  private static final Instant WEDNESDAY_NIGHT = Instant.parse("2026-03-04T22:00:00Z");
  private static final Engine ENGINE = compiled();

  private static final List<String> CUSTOMER = List.of("customer");

  private static final Map<String, AccessRequest> REQUESTS =
      Map.of(
          "an-owner-refunds-her-payment",
          payment(
              "alice",
              CUSTOMER,
              "refund",
              Map.of("ownerId", "alice", "amount", 20.0),
              WEDNESDAY_NOON),
          "somebody-elses-payment-shows-both-ids",
          payment(
              "bob",
              CUSTOMER,
              "refund",
              Map.of("ownerId", "alice", "amount", 20.0),
              WEDNESDAY_NOON),
          "a-deny-at-night-shows-the-time-and-its-reason",
          payment(
              "alice",
              CUSTOMER,
              "refund",
              Map.of("ownerId", "alice", "amount", 2000.5),
              WEDNESDAY_NIGHT),
          "a-role-that-is-not-held-shows-those-that-are",
          payment(
              "alice",
              List.of(),
              "refund",
              Map.of("ownerId", "alice", "amount", 20.0),
              WEDNESDAY_NOON),
          "a-missing-property-fails-a-deny",
          payment(
              "alice",
              CUSTOMER,
              "settle",
              Map.of("ownerId", "alice", "amount", 20.0),
              WEDNESDAY_NOON),
          "a-sensitive-property-is-hidden",
          payment(
              "alice",
              List.of("support"),
              "settle",
              Map.of(
                  "ownerId",
                  "alice",
                  "amount",
                  20.0,
                  "iban",
                  "DE02120300000000202051",
                  "tags",
                  List.of("new", "settle-now")),
              WEDNESDAY_NOON),
          "what-is-made-of-a-sensitive-property-is-hidden",
          secret(),
          "a-derived-role-cannot-be-stated",
          request(
              new Subject("user", "bob", Map.of("roles", List.of("customer", "order-owner"))),
              "cancel",
              new Resource("orders", "o1", Map.of("ownerId", "alice")),
              Map.of(),
              WEDNESDAY_NOON));

  static List<String> sentences() {
    return REQUESTS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void explainsInTheAuthorsWords(String sentence) throws IOException {
    Path expected = GOLDEN.resolve(sentence + ".txt");
    String text = explain(sentence, Style.PLAIN);
    if (Boolean.getBoolean("writ.golden.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void coloursChangeNothingElse(String sentence) {
    String coloured = explain(sentence, Style.COLOUR);
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(explain(sentence, Style.PLAIN));
  }

  @Test
  void noSensitiveValueIsInAnyText() {
    for (String sentence : sentences()) {
      assertThat(explain(sentence, Style.PLAIN)).doesNotContain("DE0212", "4711");
    }
  }

  private static String explain(String sentence, Style style) {
    Explanation explanation = ENGINE.explain(REQUESTS.get(sentence));
    return ExplanationText.of(explanation, ENGINE.program(), style);
  }

  private static Engine compiled() {
    Compilation compilation =
        new PolicyCompiler().compile(RepositoryReader.read(GOLDEN.resolve("policies")), null);
    assertThat(compilation)
        .as("%s", compilation.problems())
        .isInstanceOf(Compilation.Compiled.class);
    return Engine.link(((Compilation.Compiled) compilation).program());
  }

  private static AccessRequest secret() {
    return request(
        new Subject("user", "alice", Map.of("roles", List.of("support"), "pin", "4711")),
        "read",
        new Resource("payments", "p1", Map.of("ownerId", "alice", "amount", 20.0)),
        Map.of("pin", "4711!"),
        WEDNESDAY_NOON);
  }

  private static AccessRequest payment(
      String user, List<String> roles, String action, Map<String, Object> properties, Instant now) {
    return request(
        new Subject("user", user, Map.of("roles", roles)),
        action,
        new Resource("payments", "p1", properties),
        Map.of(),
        now);
  }

  private static AccessRequest request(
      Subject subject, String action, Resource resource, Map<String, Object> context, Instant now) {
    return AccessRequest.of(subject, new Action(action), resource, context, now);
  }
}
