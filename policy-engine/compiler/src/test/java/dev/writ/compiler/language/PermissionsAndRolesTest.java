package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsAndRolesTest {

  private static final String ROLES =
      """
      roles:
        admin:
          permissions: ["*"]
        customer:
          permissions:
            - orders:create
            - permission: orders:read
              when: resource.ownerId == subject.id
        support:
          inherits: [customer]
          permissions: ["tickets:*"]
        auditor:
          members: ["user:carol", "group:compliance", "service:spiffe://shop.example/ns/prod/sa/audit"]
          permissions: ["*:read"]
        order-owner:
          of: [customer]
          resource: orders
          when: resource.ownerId == subject.id
          permissions: [orders:update, "orders:items:*"]
      """;

  private static PolicySet roleWith(String permission) {
    return PolicySet.of("roles:\n  r:\n    permissions: [\"" + permission + "\"]\n");
  }

  @Test
  void anActionThatBeginsWithItsResourceTypeIsThePermission() {
    PolicySet set = roleWith("orders:read");
    assertThat(set.allows(Ask.alice().roles("r").to("read", "orders:o1"))).isTrue();
    assertThat(set.allows(Ask.alice().roles("r").to("orders:read", "orders:o1"))).isTrue();
  }

  @Test
  void noActionNameBorrowsAnotherTypesPermission() {
    PolicySet set = roleWith("payments:read");
    assertThat(set.allows(Ask.alice().roles("r").to("payments:read", "orders:o1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*, read, true",
    "*, items:read, true",
    "orders:*, read, true",
    "orders:*, items:read, true",
    "orders:read, read, true",
    "orders:read, reads, false",
    "orders:read, read:all, false",
    "*:read, read, true",
    "*:read, items:read, false",
    "orders:*:read, items:read, true",
    "orders:*:read, read, false",
    "orders2:*, read, false",
    "order:*, read, false"
  })
  void aPatternMatchesBySegment(String pattern, String action, boolean allowed) {
    assertThat(roleWith(pattern).allows(Ask.alice().roles("r").to(action, "orders:o1")))
        .isEqualTo(allowed);
  }

  @Test
  void aStarInARequestIsAnOrdinaryCharacter() {
    PolicySet set = roleWith("orders:read");
    assertThat(set.allows(Ask.alice().roles("r").to("*", "orders:o1"))).isFalse();
    assertThat(set.allows(Ask.alice().roles("r").to("read", "*:o1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"read:", ":read", "a::b", ""})
  void emptySegmentsAreInvalid(String action) {
    assertThat(roleWith("*").allows(Ask.alice().roles("r").to(action, "orders:o1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders:re*", "ord*:read", "orders:*x:read", "orders:**"})
  void aStarBesideOtherCharactersIsAnError(String pattern) {
    assertThat(roleWith(pattern).errors()).hasSize(1);
  }

  @Test
  void aRolesPatternHasAColonOrIsAStar() {
    assertThat(roleWith("read").errors()).hasSize(1);
    assertThat(roleWith("*").errors()).isEmpty();
  }

  @Test
  void inARuleAPatternWithoutColonIsOfTheRequestsResourceType() {
    PolicySet set =
        PolicySet.of(
            """
            policy: several
            resource: [orders, payments]
            rules:
              - allow: read
                actions: [read]
            """);
    assertThat(set.allows(Ask.alice().to("read", "orders:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "payments:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "tickets:1"))).isFalse();
    assertThat(set.allows(Ask.alice().to("read:all", "orders:1"))).isFalse();
  }

  @Test
  void aFirstStarOfARuleStaysWithinThePolicysResources() {
    PolicySet set =
        PolicySet.of(
            """
            policy: orders
            resource: orders
            rules:
              - allow: any
                actions: ["*:read"]
            """);
    assertThat(set.allows(Ask.alice().to("read", "orders:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "tickets:1"))).isFalse();
  }

  @Test
  void aPolicyOnEveryResourceMayNameAnyType() {
    PolicySet set =
        PolicySet.of(
            """
            policy: all
            rules:
              - allow: some
                actions: ["orders:read", list]
            """);
    assertThat(set.allows(Ask.alice().to("read", "orders:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("list", "tickets:1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "tickets:1"))).isFalse();
  }

  @Test
  void holdingThePermissionIsAnAllowNamedByTheRoleThatDeclaresIt() {
    PolicySet set = PolicySet.of(ROLES);
    assertThat(set.decide(Ask.alice().roles("support").to("create", "orders:o1")).rules())
        .containsExactly("role:customer");
  }

  @Test
  void aConditionalGrantHoldsUnderItsCondition() {
    PolicySet set = PolicySet.of(ROLES);
    Ask hers = Ask.alice().roles("customer").to("read", "orders:o1").resource("ownerId", "alice");
    Ask his = Ask.alice().roles("customer").to("read", "orders:o1").resource("ownerId", "bob");
    assertThat(set.allows(hers)).isTrue();
    assertThat(set.allows(his)).isFalse();
  }

  @Test
  void membersAreGivenARoleByIdOrGroup() {
    PolicySet set = PolicySet.of(ROLES);
    assertThat(set.allows(Ask.who("user:carol"))).isTrue();
    assertThat(set.allows(Ask.alice().groups("compliance"))).isTrue();
    assertThat(set.allows(Ask.alice().groups("staff"))).isFalse();
    assertThat(set.allows(Ask.who("robot:carol"))).isFalse();
  }

  @Test
  void aMembersIdIsSplitAtTheFirstColon() {
    PolicySet set = PolicySet.of(ROLES);
    assertThat(set.allows(Ask.who("service:spiffe://shop.example/ns/prod/sa/audit"))).isTrue();
  }

  @Test
  void membersSpeakOfTheSubjectNeverOfTheService() {
    PolicySet set = PolicySet.of(ROLES);
    assertThat(set.allows(Ask.alice().service("spiffe://shop.example/ns/prod/sa/audit"))).isFalse();
  }

  @Test
  void membershipAddsToStatedRoles() {
    PolicySet set = PolicySet.of(ROLES);
    Ask carol = Ask.who("user:carol").roles("customer");
    assertThat(set.explain(carol).roles()).containsExactlyInAnyOrder("auditor", "customer");
  }

  @Test
  void aTokensEmptyRolesCount() {
    PolicySet set = PolicySet.of(ROLES);
    Ask ask = Ask.alice().roles("admin").token(java.util.List.of());
    assertThat(set.allows(ask)).isFalse();
  }

  @Test
  void aDerivedRoleIsHeldByWhoeverMeetsItsCondition() {
    PolicySet set = PolicySet.of(ROLES);
    Ask owner =
        Ask.alice().roles("customer").to("update", "orders:o1").resource("ownerId", "alice");
    assertThat(set.decide(owner).rules()).containsExactly("role:order-owner");
  }

  @Test
  void aDerivedRoleAsksForOneOfItsPlainRoles() {
    PolicySet set = PolicySet.of(ROLES);
    assertThat(set.allows(Ask.alice().to("update", "orders:o1").resource("ownerId", "alice")))
        .isFalse();
    assertThat(
            set.allows(
                Ask.alice()
                    .roles("support")
                    .to("update", "orders:o1")
                    .resource("ownerId", "alice")))
        .as("support includes customer")
        .isTrue();
  }

  @Test
  void aDerivedRoleIsNotHeldOnOtherResourceTypes() {
    PolicySet set =
        PolicySet.of(
            """
            roles:
              owner:
                resource: orders
                when: resource.ownerId == subject.id
                permissions: ["orders:read"]
            """,
            """
            policy: tickets
            resource: tickets
            rules:
              - allow: owner
                roles: [owner]
            """);
    assertThat(set.allows(Ask.alice().to("read", "tickets:t").resource("ownerId", "alice")))
        .isFalse();
  }

  @Test
  void nobodyCanStateADerivedRole() {
    PolicySet set = PolicySet.of(ROLES);
    Ask ask = Ask.alice().roles("order-owner").to("update", "orders:o1").resource("ownerId", "bob");
    assertThat(set.decide(ask).allowed()).isFalse();
    assertThat(set.decide(ask).dropped()).containsExactly("subject.roles[order-owner]");
  }

  @Test
  void aRuleNeverNarrowsAGrant() {
    PolicySet set =
        PolicySet.of(
            "roles:\n  customer:\n    permissions: [orders:read]\n",
            """
            policy: orders
            resource: orders
            rules:
              - allow: own-only
                actions: [read]
                roles: [customer]
                when: resource.ownerId == subject.id
            """);
    assertThat(set.allows(Ask.alice().roles("customer").resource("ownerId", "bob"))).isTrue();
    assertThat(set.warnings())
        .containsExactly(
            "rule `own-only` adds nothing for `customer`: role `customer` grants the permission"
                + " already");
  }

  @Test
  void rolesMayUseAndNameExpressions() {
    PolicySet set =
        PolicySet.of(
            "definitions: common\nlet: { owner: resource.ownerId == subject.id }\n",
            """
            use: [common]
            let: { open: resource.status == "open" }
            roles:
              r:
                permissions:
                  - permission: orders:update
                    when: owner && isOpen
            """
                .replace("open: resource", "isOpen: resource"));
    Ask ask = Ask.alice().roles("r").to("update", "orders:o1").resource("ownerId", "alice");
    assertThat(set.allows(ask.resource("status", "open"))).isTrue();
    assertThat(set.allows(ask.resource("status", "closed"))).isFalse();
  }

  @Test
  void roleNamesMayBeAnyTextWithoutSlash() {
    PolicySet set =
        PolicySet.of("roles:\n  \"Größte Chefin (HQ): 1\":\n    permissions: [\"*\"]\n");
    assertThat(set.allows(Ask.alice().roles("Größte Chefin (HQ): 1"))).isTrue();
    assertThat(PolicySet.of("roles:\n  a/b:\n    permissions: [\"*\"]\n").errors()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[orders]", "[orders, books]", "\"*\"", "\"a:b\""})
  void aDerivedRoleIsAboutOneResourceTypeOrAll(String resource) {
    PolicySet set =
        PolicySet.of(
            "roles:\n  own:\n    resource: "
                + resource
                + "\n    when: resource.ownerId == subject.id\n    permissions: [\"orders:read\"]\n");
    assertThat(set.errors()).hasSize(1).allMatch(error -> error.startsWith("`resource` "));
  }
}
