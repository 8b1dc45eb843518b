package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.Peer;
import dev.writ.engine.value.EvalError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatCelSeesTest {

  private static PolicySet when(String condition) {
    return PolicySet.of(
        "roles:\n  admin:\n    permissions: [\"x:y\"]\n  owner:\n    when: resource.a == 1\n    permissions: [\"x:y\"]\n",
        "policy: p\nrules:\n  - allow: it\n    when: '" + condition.replace("'", "''") + "'\n");
  }

  @Test
  void subjectRolesAreThePlainRolesAndAlwaysAList() {
    assertThat(when("subject.roles == []").allows(Ask.alice())).isTrue();
    assertThat(when("\"admin\" in subject.roles").allows(Ask.alice().roles("admin"))).isTrue();
  }

  @Test
  void testingSubjectRolesForADerivedOrUndeclaredRoleIsAnError() {
    assertThat(when("\"owner\" in subject.roles").errors()).hasSize(1);
    assertThat(when("\"nobody\" in subject.roles").errors()).hasSize(1);
    assertThat(when("subject.roles.exists(r, r == \"nobody\")").errors()).hasSize(1);
  }

  @Test
  void theServiceHasItsIdAndKubernetesNames() {
    String condition =
        "service.id == \"spiffe://shop.example/ns/prod/sa/web\" && service.trustDomain =="
            + " \"shop.example\" && service.path == \"/ns/prod/sa/web\" && service.namespace =="
            + " \"prod\" && service.account == \"web\"";
    assertThat(when(condition).allows(Ask.alice().service("spiffe://shop.example/ns/prod/sa/web")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service.id == \"x\"",
        "has(service.id)",
        "token.iss == \"x\"",
        "has(token.iss)",
        "!has(token.iss)"
      })
  void readingAnAbsentVariableFailsAlsoInsideHas(String condition) {
    Decision decision = when(condition).decide(Ask.alice());
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.failures())
        .extracting(failure -> failure.error().code())
        .containsExactly(EvalError.Code.ABSENT_VARIABLE);
  }

  @Test
  void thePeerIsWhoAuthenticated() {
    PolicySet set = when("peer.kind == \"local\" && peer.id == \"local\"");
    assertThat(set.allows(Ask.alice())).isTrue();
    assertThat(set.allows(Ask.alice().peer(Peer.ANONYMOUS))).isFalse();
    assertThat(when("peer.kind == \"none\"").allows(Ask.alice().peer(Peer.ANONYMOUS))).isTrue();
  }

  @Test
  void theTokensClaimsAreSeen() {
    assertThat(when("token.acr == \"gold\"").allows(Ask.alice().token(List.of(), "acr", "gold")))
        .isTrue();
  }

  @Test
  void nowIsTheInstantOfTheRequest() {
    PolicySet set = when("now == timestamp(\"2026-03-04T10:00:00Z\")");
    assertThat(set.allows(Ask.alice().at("2026-03-04T10:00:00Z"))).isTrue();
    assertThat(set.allows(Ask.alice().at("2026-03-04T10:00:01Z"))).isFalse();
  }

  @Test
  void anUnknownVariableIsAnError() {
    assertThat(when("user.id == \"x\"").errors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject.id.lowerAscii() == \"alice\" && subject.id.charAt(0) == \"a\"",
        "[3, 1, 2].sort() == [1, 2, 3]",
        "sets.contains([1, 2], [2])",
        "math.greatest(1, 2) == 2",
        "base64.encode(b\"hello\") == \"aGVsbG8=\"",
        "resource.?missing.orValue(\"x\") == \"x\"",
        "cel.bind(x, subject.id, x + x == \"alicealice\")",
        "{\"a\": 1}.all(k, v, k == \"a\" && v == 1)",
        "ip(\"10.1.2.3\").family() == 4 && cidr(\"10.0.0.0/8\").containsIP(\"10.1.2.3\")",
        "spiffe(\"spiffe://shop.example/ns/prod/sa/web\").namespace == \"prod\"",
        "subject.id.matches(\"^al.*e$\")",
        "now.getHours(\"Europe/Berlin\") == 11"
      })
  void theLanguagesFunctionsAreThere(String condition) {
    assertThat(when(condition).allows(Ask.alice())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject.id.matches(subject.pattern)",
        "\"%s\".format([1]) == \"1\"",
        "google.protobuf.Int32Value{value: 1} == 1",
        "subject.id.matches(\"(\")",
        "noSuchFunction(1)",
        "1 = 1",
        "size(",
        ""
      })
  void whatIsNotSupportedIsRefused(String condition) {
    assertThat(when(condition).errors()).isNotEmpty();
  }
}
