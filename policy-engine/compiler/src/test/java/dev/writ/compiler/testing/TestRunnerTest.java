package dev.writ.compiler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.codec.ProgramCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests beside policies. */
class TestRunnerTest {

  private static final String POLICY =
      """
      policy: payments
      resource: payments
      let: { large: resource.amount > 1000 }
      rules:
        - allow: owner-may-refund
          actions: [refund]
          when: resource.ownerId == subject.id && !large
          output: '{"audit": "full", "max": 10}'
        - deny: frozen
          actions: [refund]
          during: night
          unless: '"admin" in subject.roles'
          reason: Not at night.
        - allow: ledger
          actions: [settle]
          services: ["spiffe://shop.example/ns/*/sa/ledger"]
      """;
  private static final String WINDOWS =
      "windows:\n  night: { zone: UTC, open: [{ from: \"22:00\", to: \"06:00\" }] }\n";
  private static final String ROLES = "roles:\n  admin: { permissions: [\"payments:delete\"] }\n";
  private static final String PEOPLE =
      "entities: people\nsubjects: { user: { root: { roles: [admin] } } }\n";
  private static final String HEAD =
      """
      tests: payments
      at: 2026-03-04T10:00:00Z
      subjects:
        alice: { type: user, id: alice }
        bob: { type: user, id: bob }
      resources:
        small: { type: payments, id: p1, ownerId: alice, amount: 20 }
        big: { type: payments, id: p2, ownerId: alice, amount: 2000 }
      cases:
      """;

  private static TestReport run(String cases) {
    return run(HEAD, cases);
  }

  private static TestReport run(String head, String cases) {
    Map<String, byte[]> files =
        Map.of(
            "writ.yaml", bytes("language: 1\nname: shop\n"),
            "payments.yaml", bytes(POLICY),
            "windows.yaml", bytes(WINDOWS),
            "roles.yaml", bytes(ROLES),
            "people.yaml", bytes(PEOPLE),
            "payments_test.yaml", bytes(head + cases.indent(2)));
    Compilation compilation = new PolicyCompiler().compile(RepositorySnapshot.of(files), null);
    assertThat(compilation)
        .as("%s", compilation.problems())
        .isInstanceOf(Compilation.Compiled.class);
    var compiled = (Compilation.Compiled) compilation;
    Engine engine = Engine.link(ProgramCodec.decode(ProgramCodec.encode(compiled.program())));
    return TestRunner.run(engine, compiled.tests());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> faults(TestReport report) {
    return report.results().stream().flatMap(result -> result.faults().stream()).toList();
  }

  @Test
  void aCaseThatDecidesAsExpectedPasses() {
    TestReport report =
        run(
            """
            - case: an owner refunds her small payment
              subject: alice
              action: refund
              resource: small
              expect: allow
              by: [payments/owner-may-refund]
              output: { payments/owner-may-refund: { audit: full, max: 10 } }
            """);
    assertThat(faults(report)).isEmpty();
    assertThat(report.passed()).isTrue();
  }

  @Test
  void aCaseThatDecidesOtherwiseFails() {
    TestReport report =
        run(
            """
            - case: wrong in every way
              subject: alice
              action: refund
              resource: small
              expect: deny
              by: []
              reason: No.
              output: { payments/owner-may-refund: { audit: none } }
            """);
    assertThat(faults(report))
        .containsExactly(
            "expected deny, was allow",
            "expected by no rule, was by `payments/owner-may-refund`",
            "expected reason `No.`, there was none",
            "expected output `{\"payments/owner-may-refund\":{\"audit\":\"none\"}}`, was"
                + " `{\"payments/owner-may-refund\":{\"audit\":\"full\",\"max\":10}}`");
  }

  @Test
  void aMatrixIsEveryCombination() {
    TestReport report =
        run(
            """
            - case: bob refunds nothing
              subjects: [bob, { type: user, id: eve }]
              actions: [refund, delete]
              resources: [small, big]
              expect: deny
            """);
    assertThat(report.results()).hasSize(8);
    assertThat(report.results())
        .extracting(CaseResult::request)
        .startsWith("bob refund small", "bob refund big", "bob delete small")
        .endsWith("user:eve delete big");
    assertThat(report.passed()).isTrue();
  }

  @Test
  void theServiceAndEntitiesApply() {
    TestReport report =
        run(
            """
            - case: the ledger settles
              subject: bob
              action: settle
              resource: small
              service: spiffe://shop.example/ns/prod/sa/ledger
              expect: allow
              by: [payments/ledger]
            - case: root has a role from the entities
              subject: { type: user, id: root }
              action: delete
              resource: small
              expect: allow
              by: [role:admin]
            """);
    assertThat(faults(report)).isEmpty();
  }

  @Test
  void aTokensClaimsReplaceStatedRoles() {
    TestReport report =
        run(
            """
            - case: a token without roles states none
              subject: { type: user, id: eve, roles: [admin] }
              token: { iss: "https://issuer.example" }
              action: delete
              resource: small
              expect: deny
            - case: a token with the role
              subject: { type: user, id: eve }
              token: { roles: [admin] }
              action: delete
              resource: small
              expect: allow
            """);
    assertThat(faults(report)).isEmpty();
  }

  @Test
  void theTimeOfACaseComesBeforeThatOfTheFile() {
    TestReport report =
        run(
            """
            - case: not at night
              subject: alice
              action: refund
              resource: small
              at: 2026-03-04T23:00:00Z
              expect: deny
              by: [payments/frozen]
              reason: Not at night.
            """);
    assertThat(faults(report)).isEmpty();
  }

  @Test
  void aCaseThatDependsOnTheTimeSaysWhatTimeItIs() {
    TestReport report =
        run(
            HEAD.replace("at: 2026-03-04T10:00:00Z\n", ""),
            """
            - case: an owner refunds her small payment
              subject: alice
              action: refund
              resource: small
              expect: deny
            - case: the ledger does not ask for the time
              subject: alice
              action: settle
              resource: small
              service: spiffe://shop.example/ns/prod/sa/ledger
              expect: allow
            """);
    assertThat(faults(report))
        .containsExactly(
            "the decision depends on the time, and neither the case nor the file has `at`");
  }

  @Test
  void aCaseInWhichAConditionFailsSaysSo() {
    String failing =
        """
        - case: an amount is missing
          subject: alice
          action: refund
          resource: { type: payments, id: p3, ownerId: alice }
          expect: deny
        """;
    assertThat(faults(run(failing)))
        .containsExactly(
            "`when` of `payments/owner-may-refund` failed: `resource.amount` is absent");
    assertThat(faults(run(failing + "  errors: true\n"))).isEmpty();
  }

  @Test
  void rulesThatNeverDecidedAreNotCovered() {
    TestReport report =
        run(
            """
            - case: an owner refunds her small payment
              subject: alice
              action: refund
              resource: small
              expect: allow
            """);
    Coverage coverage = report.coverage();
    assertThat(coverage.rules())
        .filteredOn(rule -> rule.determining() > 0)
        .extracting(Coverage.RuleCoverage::id)
        .containsExactly("payments/owner-may-refund");
    assertThat(coverage.rules())
        .extracting(Coverage.RuleCoverage::id)
        .contains("role:admin payments:delete");
    assertThat(coverage.isComplete()).isFalse();
  }

  @Test
  void bothTruthValuesOfEachBranchCount() {
    String owner =
        """
        - case: her small one
          subject: alice
          action: refund
          resource: small
          expect: allow
        """;
    String large =
        """
        - case: her big one
          subject: alice
          action: refund
          resource: big
          expect: deny
        """;
    assertThat(missing(run(owner)))
        .containsExactly(
            "resource.amount > 1000 never true",
            "resource.ownerId == subject.id && !large never false",
            "resource.ownerId == subject.id never false",
            "!large never false",
            "large never true");
    assertThat(missing(run(owner + large)))
        .containsExactly("resource.ownerId == subject.id never false");
  }

  /** What of the first rule's condition, and of the let it uses, was never true or never false. */
  private static List<String> missing(TestReport report) {
    List<String> missing = new ArrayList<>();
    for (Coverage.BranchCoverage branch : report.coverage().branches()) {
      if (branch.part().equals("let") || branch.id().equals("payments/owner-may-refund")) {
        if (!branch.wasTrue()) {
          missing.add(branch.text() + " never true");
        }
        if (!branch.wasFalse()) {
          missing.add(branch.text() + " never false");
        }
      }
    }
    return missing;
  }

  @Test
  void whatAnOperatorDidNotNeedIsNotCovered() {
    TestReport report =
        run(
            """
            - case: bob's is not looked at further
              subject: bob
              action: refund
              resource: big
              expect: deny
            """);
    assertThat(missing(report)).contains("large never true", "large never false");
  }

  @Test
  void resultsAreToldAsTheyCome() {
    Map<String, byte[]> files =
        Map.of(
            "writ.yaml", bytes("language: 1\nname: shop\n"),
            "a_test.yaml",
                bytes(
                    """
                    tests: a
                    cases:
                      - case: nobody may
                        subject: { type: user, id: a }
                        action: read
                        resource: { type: x, id: "1" }
                        expect: deny
                    """));
    var compiled =
        (Compilation.Compiled) new PolicyCompiler().compile(RepositorySnapshot.of(files), null);
    List<CaseResult> told = new ArrayList<>();
    TestReport report =
        TestRunner.run(Engine.link(compiled.program()), compiled.tests(), told::add);
    assertThat(told).isEqualTo(report.results());
  }
}
