package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where properties come from. */
class WhereTheyComeFromTest {

  private static PolicySet when(String condition) {
    return PolicySet.of("policy: p\nrules:\n  - allow: it\n    when: '" + condition + "'\n");
  }

  @Test
  void aTopLevelPropertyComesWholeFromTheStrongestSource() {
    PolicySet set =
        PolicySet.of(
            "entities: e\nresources: { orders: { o1: { meta: { a: 1, b: 2 } } } }\n",
            "policy: p\nrules:\n  - allow: it\n    when: has(resource.meta.b)\n");
    assertThat(set.allows(Ask.alice())).isTrue();
    assertThat(set.allows(Ask.alice().resource("meta", Map.of("a", 5.0)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"type, robot", "id, bob", "verified, true"})
  void theEnginesOwnSubjectPropertiesCannotBeStated(String name, String value) {
    Decision decision =
        when("subject.type == \"user\" && subject.id == \"alice\" && !subject.verified")
            .decide(Ask.alice().subject(name, value));
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.dropped()).containsExactly("subject." + name);
  }

  @Test
  void theEnginesOwnResourceAndActionPropertiesCannotBeStated() {
    Decision decision =
        when("resource.id == \"o1\" && action.name == \"read\" && action.permission == \"orders:read\"")
            .decide(Ask.alice().resource("id", "o2").action("name", "x").action("permission", "y"));
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.dropped())
        .containsExactlyInAnyOrder("resource.id", "action.name", "action.permission");
  }

  @Test
  void aNullPropertyIsAbsentAtAnyDepthOfMaps() {
    Map<String, Object> meta = new HashMap<>();
    meta.put("a", null);
    assertThat(when("!has(resource.x)").allows(Ask.alice().resource("x", null))).isTrue();
    assertThat(when("!has(resource.meta.a)").allows(Ask.alice().resource("meta", meta))).isTrue();
    assertThat(when("size(resource.meta) == 0").allows(Ask.alice().resource("meta", meta)))
        .isTrue();
  }

  @Test
  void numbersAreDoublesAndCompareAcrossTypes() {
    assertThat(when("resource.n == 3").allows(Ask.alice().resource("n", 3.0))).isTrue();
    assertThat(when("resource.n / 2.0 == 1.5").allows(Ask.alice().resource("n", 3.0))).isTrue();
    assertThat(
            when("resource.n < 4 && resource.n in [1, 2, 3]")
                .allows(Ask.alice().resource("n", 3.0)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "user:, read, orders:1",
    ":alice, read, orders:1",
    "user:a, read, orders:",
    "user:a, read, :x"
  })
  void emptyIdsAndTypesAreInvalid(String who, String action, String what) {
    Decision decision =
        PolicySet.of("policy: p\nrules:\n  - allow: all\n").decide(Ask.who(who).to(action, what));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason()).contains("invalid");
  }

  @Test
  void aResourceTypeHoldsNoColon() {
    AccessRequest request =
        AccessRequest.of(
            new Subject("user", "a"),
            new Action("read"),
            new Resource("orders:x", "1"),
            Map.of(),
            Instant.EPOCH);
    Decision decision =
        PolicySet.of("policy: p\nrules:\n  - allow: all\n").engine().decide(request);
    assertThat(decision.allowed()).isFalse();
  }

  @Test
  void aStatedSubjectThatDiffersFromItsTokenIsInvalid() {
    VerifiedToken bobs = new VerifiedToken("i", null, null, "user", "bob", Map.of(), Map.of());
    AccessRequest request =
        new AccessRequest(
            new Subject("user", "alice"),
            new Action("read"),
            new Resource("orders", "1"),
            Map.of(),
            null,
            Peer.LOCAL,
            bobs,
            true,
            null,
            Instant.EPOCH);
    Decision decision =
        PolicySet.of("policy: p\nrules:\n  - allow: all\n").engine().decide(request);
    assertThat(decision.allowed()).isFalse();
  }

  @Test
  void aVerifiedSubjectIsVerified() {
    PolicySet set = when("subject.verified");
    assertThat(set.allows(Ask.alice())).isFalse();
    assertThat(set.allows(Ask.alice().token(List.of()))).isTrue();
  }
}
