package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsAndSchemaTest {

  private static final String SCHEMA =
      """
      schema: shop
      subjects:  { user: { "department?": string } }
      resources:
        orders:   { ownerId: string, "tags?": list(string), "placed?": timestamp }
        payments: { ownerId: string, amount: double, count: int, details: { country: string } }
      actions:   { payments: [create, refund] }
      context:   { "ip?": string, "mfa?": bool }
      """;

  private static PolicySet when(String resource, String condition) {
    return PolicySet.of(
        SCHEMA,
        "policy: p\nresource: %s\nrules:\n  - allow: it\n    when: '%s'\n"
            .formatted(resource, condition.replace("'", "''")));
  }

  private static Ask payment() {
    return Ask.alice()
        .to("refund", "payments:p1")
        .resource("ownerId", "alice")
        .resource("amount", 10.0)
        .resource("count", 2.0)
        .resource("details", Map.of("country", "DE"));
  }

  @Test
  void definitionsShareNames() {
    PolicySet set =
        PolicySet.of(
            "definitions: common\nlet: { owner: resource.ownerId == subject.id }\n",
            "policy: a\nresource: a\nuse: [common]\nrules:\n  - allow: it\n    when: owner\n",
            "policy: b\nresource: b\nuse: [common]\nrules:\n  - allow: it\n    when: '!owner'\n");
    assertThat(set.allows(Ask.alice().to("read", "a:1").resource("ownerId", "alice"))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "b:1").resource("ownerId", "alice"))).isFalse();
    assertThat(set.compiled().program().lets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.owner == \"x\"",
        "subject.level == 1",
        "context.device == \"x\"",
        "resource.details.county == \"x\""
      })
  void aPropertyThatNoneDeclaresIsAnError(String condition) {
    assertThat(when("payments", condition).errors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.amount == \"x\"",
        "resource.ownerId + 1 == 2",
        "context.mfa == 1",
        "resource.tags == 1"
      })
  void typesAreChecked(String condition) {
    assertThat(when("[payments, orders]", condition).errors()).hasSize(1);
  }

  @Test
  void rolesAndGroupsAreAlwaysDeclared() {
    PolicySet set = when("orders", "subject.groups.exists(g, g == \"a\")");
    assertThat(set.allows(Ask.alice().groups("a").resource("ownerId", "x"))).isTrue();
    Decision decision = set.decide(Ask.alice().subject("groups", "a").resource("ownerId", "x"));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason()).contains("subject.groups");
  }

  @Test
  void aMissingRequiredPropertyContradictsTheSchema() {
    PolicySet set = when("orders", "true");
    Decision decision = set.decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason()).contains("resource.ownerId");
  }

  @Test
  void aPropertyOfTheWrongTypeContradictsTheSchema() {
    assertThat(when("orders", "true").decide(Ask.alice().resource("ownerId", 3.0)).reason())
        .contains("resource.ownerId");
    assertThat(when("payments", "true").decide(payment().resource("count", 1.5)).reason())
        .contains("resource.count");
    assertThat(when("payments", "true").decide(payment().resource("details", Map.of())).reason())
        .contains("resource.details");
  }

  @Test
  void anOptionalPropertyMayBeAbsentOrNull() {
    assertThat(when("orders", "!has(resource.tags)").allows(Ask.alice().resource("ownerId", "x")))
        .isTrue();
    assertThat(
            when("orders", "!has(resource.tags)")
                .allows(Ask.alice().resource("ownerId", "x").resource("tags", null)))
        .isTrue();
  }

  @Test
  void undeclaredPropertiesOfADeclaredTypeAreInvisible() {
    PolicySet set = when("[orders, payments]", "!has(resource.count)");
    assertThat(set.allows(Ask.alice().resource("ownerId", "x").resource("count", 1.0)))
        .as("payments have a count, orders have none")
        .isTrue();
    assertThat(set.allows(payment())).isFalse();
  }

  @Test
  void anIntIsAnInt() {
    assertThat(when("payments", "resource.count + 1 == 3").allows(payment())).isTrue();
    assertThat(when("payments", "resource.count / 4 == 0").allows(payment())).isTrue();
  }

  @Test
  void timestampsAreTextInJson() {
    PolicySet set = when("orders", "resource.placed < now");
    Ask ask = Ask.alice().resource("ownerId", "x").at("2026-03-04T10:00:00Z");
    assertThat(set.allows(ask.resource("placed", "2026-03-04T09:00:00Z"))).isTrue();
    assertThat(set.decide(ask.resource("placed", "yesterday")).reason())
        .contains("resource.placed");
  }

  @Test
  void aRequestForAnUndeclaredActionIsDenied() {
    PolicySet set = PolicySet.of(SCHEMA, "policy: p\nrules:\n  - allow: everything\n");
    assertThat(set.allows(payment())).isTrue();
    assertThat(set.allows(payment().to("settle", "payments:p1"))).isFalse();
    assertThat(set.allows(Ask.alice().to("anything", "orders:o").resource("ownerId", "x")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"refund, 0", "refnd, 1", "payments:refnd, 1", "'*:refnd', 0", "'payments:*', 0"})
  void aPatternThatMatchesNoDeclaredActionIsAnError(String action, int errors) {
    PolicySet set =
        PolicySet.of(
            SCHEMA,
            "policy: p\nresource: payments\nrules:\n  - allow: it\n    actions: [\""
                + action
                + "\"]\n");
    assertThat(set.errors()).hasSize(errors);
  }

  @Test
  void aSectionThatNoSchemaDeclaresStaysDynamic() {
    PolicySet set =
        PolicySet.of(
            "schema: s\ncontext: { mfa: bool }\n",
            "policy: p\nrules:\n  - allow: it\n    when: resource.anything == 1 && context.mfa\n");
    assertThat(set.allows(Ask.alice().resource("anything", 1.0).context("mfa", true))).isTrue();
  }

  @Test
  void inADeclaredSectionAnUndeclaredTypeHasNoVisibleProperties() {
    PolicySet set =
        PolicySet.of(
            SCHEMA, "policy: p\nrules:\n  - allow: it\n    when: '!has(resource.ownerId)'\n");
    assertThat(set.allows(Ask.alice().to("read", "other:1").resource("ownerId", "x"))).isTrue();
  }

  @Test
  void aPropertyOfDifferingTypesIsDynamic() {
    PolicySet set =
        PolicySet.of(
            "schema: s\nresources: { a: { x: int }, b: { x: string } }\n",
            "policy: p\nresource: [a, b]\nrules:\n  - allow: it\n    when: resource.x == 1 || resource.x == \"1\"\n");
    assertThat(set.allows(Ask.alice().to("read", "a:1").resource("x", 1.0))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "b:1").resource("x", "1"))).isTrue();
  }

  @Test
  void checkWarnsWhereADenyReadsUndeclaredProperties() {
    PolicySet set =
        PolicySet.of(
            "policy: p\nrules:\n  - deny: it\n    when: context.risk > 3\n  - allow: rest\n");
    assertThat(set.warnings()).hasSize(1).first().asString().contains("context.risk");
    assertThat(
            PolicySet.of(
                    "policy: p\nrules:\n  - deny: it\n    when: has(context.risk) && context.risk > 3\n")
                .warnings())
        .isEmpty();
  }

  @Test
  void nestedMapsAndListsAreDeclared() {
    PolicySet set = when("payments", "resource.details.country in [\"DE\", \"FR\"]");
    assertThat(set.allows(payment())).isTrue();
    PolicySet tags = when("orders", "resource.tags.exists(t, t.startsWith(\"v\"))");
    assertThat(tags.allows(Ask.alice().resource("ownerId", "x").resource("tags", List.of("vip"))))
        .isTrue();
  }
}
