package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

  private static PolicySet rule(String parts) {
    return PolicySet.of(
        "policy: orders\nresource: orders\nrules:\n  - allow: it\n"
            + parts.indent(4)
            + "  - allow: another\n    actions: [other]\n",
        "roles:\n  customer:\n    permissions: [\"x:y\"]\n  vip:\n    permissions: [\"x:y\"]\n");
  }

  @Test
  void aRuleWithoutPartsAppliesToEveryActionOfItsResource() {
    PolicySet set = rule("description: everything");
    assertThat(set.allows(Ask.alice().to("read", "orders:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("items:read", "orders:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "tickets:1"))).isFalse();
  }

  @Test
  void aRuleIsNamedByItsPolicy() {
    assertThat(rule("actions: [read]").decide(Ask.alice()).rules()).containsExactly("orders/it");
  }

  @Test
  void rolesHoldIfAnyIsHeld() {
    PolicySet set = rule("roles: [customer, vip]");
    assertThat(set.allows(Ask.alice().roles("vip"))).isTrue();
    assertThat(set.allows(Ask.alice().roles("other"))).isFalse();
    assertThat(set.allows(Ask.alice())).isFalse();
  }

  @Test
  void subjectsMatchByTypeIdAndGroup() {
    PolicySet set = rule("subjects: [\"user:alice\", \"robot:*\", \"group:staff\"]");
    assertThat(set.allows(Ask.alice())).isTrue();
    assertThat(set.allows(Ask.who("user:bob"))).isFalse();
    assertThat(set.allows(Ask.who("robot:r2"))).isTrue();
    assertThat(set.allows(Ask.who("user:bob").groups("staff"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "spiffe://shop.example/ns/prod/sa/ledger, true",
    "spiffe://shop.example/ns/test/sa/ledger, true",
    "spiffe://shop.example/ns/prod/sa/other, false",
    "spiffe://evil.example/ns/prod/sa/ledger, false",
    "spiffe://shop.example/ns/prod/extra/sa/ledger, false",
    "spiffe://shop.example/jobs/a/b, true",
    "spiffe://shop.example/jobs, false"
  })
  void servicesMatchVerifiedIds(String id, boolean allowed) {
    PolicySet set =
        rule(
            "services: [\"spiffe://shop.example/ns/*/sa/ledger\", \"spiffe://shop.example/jobs/**\"]");
    assertThat(set.allows(Ask.alice().service(id))).isEqualTo(allowed);
  }

  @Test
  void servicesAreFalseWithoutAVerifiedId() {
    Decision decision =
        rule("services: [\"spiffe://shop.example/**\"]")
            .decide(Ask.who("service:spiffe://shop.example/ns/prod/sa/ledger"));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.failures()).isEmpty();
  }

  @Test
  void unlessIsNegated() {
    PolicySet set = rule("unless: resource.locked");
    assertThat(set.allows(Ask.alice().resource("locked", false))).isTrue();
    assertThat(set.allows(Ask.alice().resource("locked", true))).isFalse();
  }

  @Test
  void unlessThatFailsFails() {
    Decision decision = rule("unless: resource.locked").decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.failures()).hasSize(1);
  }

  @Test
  void aFalsePartMakesTheRuleFalseWhateverFails() {
    PolicySet set = rule("when: resource.missing\nunless: resource.locked");
    Decision decision = set.decide(Ask.alice().resource("locked", true));
    assertThat(decision.reason()).isEqualTo("no rule allows it");
    assertThat(decision.failures())
        .as("every failure is seen")
        .extracting("part")
        .containsExactly("when");
    PolicySet denying =
        PolicySet.of(
            """
            policy: p
            rules:
              - deny: it
                when: resource.missing
                unless: resource.locked
              - allow: rest
            """);
    assertThat(denying.allows(Ask.alice().resource("locked", true))).isTrue();
  }

  @Test
  void partsAreEvaluatedUpToTheFirstFalse() {
    Decision decision = rule("roles: [vip]\nwhen: resource.missing").decide(Ask.alice());
    assertThat(decision.failures()).isEmpty();
  }

  @Test
  void aFailedDerivedRoleMakesRolesFailedUnlessAnotherIsHeld() {
    PolicySet set =
        PolicySet.of(
            """
            roles:
              owner:
                when: resource.ownerId == subject.id
                permissions: ["x:y"]
              vip:
                permissions: ["x:y"]
            """,
            """
            policy: orders
            rules:
              - deny: owners
                roles: [owner, vip]
              - allow: all
            """);
    assertThat(set.decide(Ask.alice()).rules()).containsExactly("orders/owners");
    assertThat(set.decide(Ask.alice()).failures()).isNotEmpty();
    Decision vip = set.decide(Ask.alice().roles("vip"));
    assertThat(vip.rules()).containsExactly("orders/owners");
  }

  @Test
  void theFirstDeterminingReasonIsTheDecisions() {
    PolicySet set =
        PolicySet.of(
            """
            policy: a
            rules:
              - deny: silent
              - deny: first
                reason: The first.
            """,
            "policy: b\nrules:\n  - deny: second\n    reason: The second.\n");
    Decision decision = set.decide(Ask.alice());
    assertThat(decision.reason()).isEqualTo("The first.");
    assertThat(decision.rules()).containsExactly("a/silent", "a/first", "b/second");
  }

  @Test
  void outputIsReturnedUnderItsRulesName() {
    PolicySet set = rule("output: '{\"audit\": \"full\", \"max\": 10}'");
    assertThat(set.decide(Ask.alice()).output())
        .isEqualTo(Map.of("orders/it", Map.of("audit", "full", "max", 10L)));
  }

  @Test
  void outputsAreNeverMerged() {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            rules:
              - deny: a
                output: '{"x": 1}'
              - deny: b
                output: '{"x": 2}'
            """);
    assertThat(set.decide(Ask.alice()).output())
        .isEqualTo(Map.of("p/a", Map.of("x", 1L), "p/b", Map.of("x", 2L)));
  }

  @Test
  void anAllowWhoseOutputFailsIsFailed() {
    Decision decision = rule("output: '{\"owner\": resource.ownerId}'").decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.failures()).extracting("part").containsExactly("output");
  }

  @Test
  void aDenyWhoseOutputFailsStays() {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            rules:
              - deny: a
                output: '{"owner": resource.ownerId}'
              - allow: b
            """);
    Decision decision = set.decide(Ask.alice());
    assertThat(decision.rules()).containsExactly("p/a");
    assertThat(decision.output()).isEmpty();
    assertThat(decision.failures()).extracting("part").containsExactly("output");
  }

  @Test
  void letsMayUseEachOtherInAnyOrder() {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            let:
              a: b && c
              b: resource.x > 1
              c: resource.x in allowed
              allowed: [2, 3]
            rules:
              - allow: it
                when: a
            """);
    assertThat(set.allows(Ask.alice().resource("x", 2.0))).isTrue();
    assertThat(set.allows(Ask.alice().resource("x", 5.0))).isFalse();
  }

  @Test
  void constantsAreListsAndMaps() {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            let:
              limits: { gold: 100, silver: 10 }
            rules:
              - allow: it
                when: resource.amount <= limits[subject.tier]
            """);
    assertThat(set.allows(Ask.alice().subject("tier", "gold").resource("amount", 50.0))).isTrue();
    assertThat(set.allows(Ask.alice().subject("tier", "silver").resource("amount", 50.0)))
        .isFalse();
  }

  @Test
  void letsAreEvaluatedOnlyWhenNeeded() {
    PolicySet set =
        PolicySet.of(
            """
            policy: p
            let: { risky: resource.missing > 1 }
            rules:
              - allow: it
                when: resource.ok || risky
            """);
    Decision decision = set.decide(Ask.alice().resource("ok", true));
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.failures()).isEmpty();
  }
}
