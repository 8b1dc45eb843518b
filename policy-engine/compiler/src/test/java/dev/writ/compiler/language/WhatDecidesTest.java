package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatDecidesTest {

  @Test
  void withoutAnAllowItIsADeny() {
    Decision decision = PolicySet.of().decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason()).isEqualTo("no rule allows it");
    assertThat(decision.rules()).isEmpty();
  }

  @Test
  void denyOverridesEveryAllow() {
    PolicySet set =
        PolicySet.of(
            "roles:\n  admin:\n    permissions: [\"*\"]\n",
            "policy: a\nrules:\n  - allow: all\n",
            "policy: z\nrules:\n  - deny: closed\n    when: resource.closed\n");
    Ask ask = Ask.alice().roles("admin");
    assertThat(set.decide(ask.resource("closed", true)).rules()).containsExactly("z/closed");
    assertThat(set.decide(ask.resource("closed", false)).rules()).containsExactly("role:admin");
  }

  @Test
  void aFailedDenyDenies() {
    PolicySet set =
        PolicySet.of(
            "policy: p\nrules:\n  - allow: all\n  - deny: closed\n    when: resource.closed\n");
    Decision decision = set.decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.rules()).containsExactly("p/closed");
    assertThat(decision.failures()).hasSize(1);
  }

  @Test
  void aFailedAllowDoesNotAllow() {
    PolicySet set = PolicySet.of("policy: p\nrules:\n  - allow: it\n    when: resource.open\n");
    Decision decision = set.decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.rules()).isEmpty();
    assertThat(decision.failures()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true || resource.missing",
        "resource.missing || true",
        "!(false && resource.missing)",
        "!(resource.missing && false)",
        "[1, 2].exists(x, x == 2 || resource.missing)",
        "![1, 2].all(x, x == 2 && resource.missing)"
      })
  void whatCelAbsorbsIsNoFailure(String condition) {
    PolicySet set =
        PolicySet.of("policy: p\nrules:\n  - allow: it\n    when: '" + condition + "'\n");
    Decision decision = set.decide(Ask.alice());
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.failures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.missing",
        "resource.text > 1",
        "resource.text",
        "9223372036854775807 + resource.one > 0",
        "int(1 / int(resource.zero)) == 0",
        "[1][int(resource.one)] == 1"
      })
  void whateverHasNoValueIsAFailure(String condition) {
    PolicySet set =
        PolicySet.of("policy: p\nrules:\n  - allow: it\n    when: '" + condition + "'\n");
    Decision decision =
        set.decide(Ask.alice().resource("text", "x").resource("zero", 0.0).resource("one", 1.0));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.failures()).hasSize(1);
  }

  @Test
  void aConditionThatIsNotBoolAtRunTimeIsAFailure() {
    PolicySet set = PolicySet.of("policy: p\nrules:\n  - allow: it\n    when: resource.flag\n");
    assertThat(set.decide(Ask.alice().resource("flag", "true")).failures()).hasSize(1);
  }

  @Test
  void grantsComeByRoleNameThenRulesByPolicyAndPosition() {
    PolicySet set =
        PolicySet.of(
            "policy: b\nrules:\n  - allow: z\n  - allow: a\n",
            "policy: a\nrules:\n  - allow: m\n",
            "roles:\n  y:\n    permissions: [\"*\"]\n  x:\n    permissions: [\"*\"]\n");
    assertThat(set.decide(Ask.alice()).rules()).containsExactly("a/m");
    assertThat(set.decide(Ask.alice().roles("y", "x")).rules()).containsExactly("role:x");
    assertThat(set.explain(Ask.alice()).rules())
        .extracting("rule")
        .containsExactly("role:x", "role:y", "a/m", "b/z", "b/a");
  }

  @Test
  void allDeniesThatAppliedAreDetermining() {
    PolicySet set =
        PolicySet.of(
            "policy: p\nrules:\n  - deny: a\n  - deny: b\n  - deny: c\n    when: 1 > 2\n  - allow: d\n");
    assertThat(set.decide(Ask.alice()).rules()).containsExactly("p/a", "p/b");
  }

  @Test
  void anExplanationShowsWhatIsAskedForByName() {
    PolicySet set =
        PolicySet.of(
            """
            let: { own: resource.ownerId == subject.id }
            roles:
              owner:
                when: own
                permissions: [orders:read]
            """,
            """
            policy: orders
            let: { large: resource.amount > 10, numbers: [1, 2] }
            rules:
              - allow: it
                when: large && 1 in numbers
            """);
    Ask ask = Ask.alice().resource("ownerId", "alice").resource("amount", 20.0);
    assertThat(set.explain(ask).named())
        .extracting(
            named -> named.name() + " " + named.decided() + " " + named.trace().root().value())
        .containsExactly("role:owner true true", "roles/own true true", "orders/large false true");
  }

  @Test
  void anExplanationEvaluatesEverything() {
    PolicySet set =
        PolicySet.of("policy: p\nrules:\n  - allow: a\n  - allow: b\n    when: resource.missing\n");
    assertThat(set.decide(Ask.alice()).failures()).isEmpty();
    assertThat(set.explain(Ask.alice()).rules()).extracting("rule").containsExactly("p/a", "p/b");
    assertThat(set.explain(Ask.alice()).decision()).isEqualTo(set.decide(Ask.alice()));
  }
}
