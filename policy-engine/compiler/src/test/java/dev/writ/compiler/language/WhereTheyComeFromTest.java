package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import dev.writ.engine.value.Unknown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aSilentTokenLeavesNoRolesAndNoGroupsToState() {
    PolicySet set =
        PolicySet.of(
            """
            roles:
              admin: { members: ["group:admins"], permissions: ["*"] }
            """);
    Map<String, Object> silent = new HashMap<>();
    silent.put("roles", null);
    VerifiedToken token = new VerifiedToken("i", null, null, "user", "alice", silent, Map.of());
    Subject stated =
        new Subject(
            "user", "alice", Map.of("roles", List.of("admin"), "groups", List.of("admins")));
    AccessRequest request =
        new AccessRequest(
            stated,
            new Action("read"),
            new Resource("orders", "1"),
            Map.of(),
            null,
            Peer.LOCAL,
            token,
            true,
            null,
            Instant.EPOCH);
    assertThat(set.engine().decide(request).allowed()).isFalse();
  }

  static Stream<Object> numbersOfJava() {
    return Stream.of(
        (byte) 5, (short) 5, 5, 5L, 5f, 5d, BigInteger.valueOf(5), new BigDecimal("5.0"));
  }

  @ParameterizedTest
  @MethodSource("numbersOfJava")
  void everyNumberOfJavaIsADoubleUnlessTheSchemaSaysInt(Object five) {
    PolicySet dynamic = when("resource.n / 2.0 == 2.5 && resource.deep[0].n == 5");
    PolicySet declared =
        PolicySet.of(
            "schema: s\nresources: { orders: { n: int } }\n",
            "policy: p\nrules:\n  - allow: it\n    when: resource.n / 2 == 2\n");
    List<Map<String, Object>> deep = List.of(Map.of("n", five));
    assertThat(dynamic.allows(Ask.alice().resource("n", five).resource("deep", deep))).isTrue();
    assertThat(declared.allows(Ask.alice().resource("n", five))).isTrue();
  }

  @Test
  void aDecimalOfJavaIsTheNumberThatItsTextSays() {
    assertThat(when("resource.n == 0.1").allows(Ask.alice().resource("n", 0.1f))).isTrue();
  }

  @Test
  void timesOfJavaAreTheirTexts() {
    Ask ask =
        Ask.alice()
            .resource("at", Instant.parse("2026-01-02T03:04:05Z"))
            .resource("ttl", Duration.ofMillis(1500));
    PolicySet dynamic =
        when("resource.at == \"2026-01-02T03:04:05Z\" && resource.ttl == \"1.500s\"");
    PolicySet declared =
        PolicySet.of(
            "schema: s\nresources: { orders: { at: timestamp, ttl: duration } }\n",
            """
            policy: p
            rules:
              - allow: it
                when: resource.at.getFullYear() == 2026 && resource.ttl == duration("1500ms")
            """);
    assertThat(dynamic.allows(ask)).isTrue();
    assertThat(declared.allows(ask)).isTrue();
  }

  static Stream<Object> whatJsonHasNot() {
    Map<Object, Object> keyed = new HashMap<>(Map.of(1, "x"));
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    return Stream.of(
        1L << 53,
        -(1L << 53),
        BigInteger.TWO.pow(64),
        Double.NaN,
        Float.POSITIVE_INFINITY,
        Set.of("a"),
        Optional.empty(),
        new Object(),
        keyed,
        endless,
        List.of(Set.of("a")),
        Map.of("deep", 1L << 60));
  }

  @ParameterizedTest
  @MethodSource("whatJsonHasNot")
  void whatJsonCannotHoldFailsWhoeverReadsIt(Object value) {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            rules:
              - allow: all
              - deny: it
                actions: [write]
                when: resource.x == "never" || string(resource.x) == "never"
              - deny: deep
                actions: [list]
                when: resource.x[0] == 1.0
              - deny: member
                actions: [map]
                when: resource.x.deep == 1.0
            """);
    Ask ask = Ask.alice().resource("x", value);
    assertThat(set.allows(ask)).isTrue();
    for (String action : List.of("write", "list", "map")) {
      assertThat(set.allows(ask.to(action, "orders:o1"))).as(action).isFalse();
    }
  }

  @Test
  void rolesThatJsonCannotHoldContradictTheSchema() {
    PolicySet set = PolicySet.of("roles: { admin: { permissions: [\"*\"] } }\n");
    Decision decision = set.decide(Ask.alice().subject("roles", Set.of("admin")));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason()).contains("`subject.roles`");
  }

  @Test
  void aRoleThatIsNotKnownIsNeverTakenForOneThatIsNotHeld() {
    PolicySet set =
        PolicySet.of(
            "roles: { blocked: { permissions: [\"x:y\"] } }\n",
            "policy: p\nrules:\n  - allow: all\n  - deny: it\n    roles: [blocked]\n");
    Ask ask = Ask.alice().subject("roles", List.of("other", Unknown.of("subject.roles")));
    assertThat(set.decide(ask).verdict()).isEqualTo(Decision.Verdict.UNDECIDABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04Z", "2026-01-02T03:04:05+01",
        "2026-01-02T03:04:05+01:00:30", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "soon"
      })
  void aTimestampInARequestHasTheFormOfTheOneInCel(String text) {
    PolicySet set =
        PolicySet.of(
            "schema: s\nresources: { orders: { at: timestamp } }\n",
            "policy: p\nrules:\n  - allow: all\n");
    assertThat(set.allows(Ask.alice().resource("at", "2026-01-02T03:04:05.5+18:30"))).isTrue();
    assertThat(set.allows(Ask.alice().resource("at", text))).isFalse();
  }
}
