package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.decision.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitiesTest {

  private static final String PEOPLE =
      """
      entities: people
      subjects:
        user: { alice: { department: sales, roles: [customer] } }
      resources:
        record: { record-1: { ownerId: alice, status: active } }
      """;
  private static final String ROLES =
      "roles:\n  customer:\n    permissions: [\"record:read\"]\n  admin:\n    permissions: [\"*\"]\n";
  private static final String RULE =
      """
      policy: records
      resource: record
      rules:
        - allow: owner-edits
          actions: [edit]
          when: resource.ownerId == subject.id && subject.department == "sales"
      """;

  private static Ask edit() {
    return Ask.alice().to("edit", "record:record-1");
  }

  @Test
  void entitiesGiveSubjectsAndResourcesTheirProperties() {
    PolicySet set = PolicySet.of(PEOPLE, ROLES, RULE);
    assertThat(set.allows(edit())).isTrue();
    assertThat(set.allows(Ask.alice().to("read", "record:record-1"))).isTrue();
    assertThat(set.allows(Ask.alice().to("edit", "record:record-2"))).isFalse();
  }

  @Test
  void whatThePeerStatesIsStrongerThanOtherEntities() {
    PolicySet set = PolicySet.of(PEOPLE, ROLES, RULE);
    assertThat(set.allows(edit().resource("ownerId", "bob"))).isFalse();
    assertThat(set.allows(Ask.alice().roles("admin").to("delete", "record:record-1"))).isTrue();
  }

  @Test
  void theTokenIsStrongerThanThePeer() {
    PolicySet set = PolicySet.of(PEOPLE, ROLES, RULE);
    Ask ask = Ask.alice().roles("admin").to("delete", "record:record-1");
    assertThat(set.allows(ask.token(List.of("customer")))).isFalse();
  }

  @Test
  void authoritativeEntitiesAreEverythingThereIs() {
    String authoritative =
        PEOPLE.replace("entities: people", "entities: people\nauthoritative: true");
    PolicySet set = PolicySet.of(authoritative, ROLES, RULE);
    Decision stated = set.decide(Ask.alice().roles("admin").to("delete", "record:record-1"));
    assertThat(stated.allowed()).isFalse();
    assertThat(stated.dropped()).contains("subject.roles");
    assertThat(set.allows(edit())).isTrue();
    Ask unknown = Ask.alice().to("edit", "record:record-9").resource("ownerId", "alice");
    assertThat(set.decide(unknown).allowed()).as("an id that is not stored has none").isFalse();
    assertThat(set.decide(unknown).dropped()).contains("resource.ownerId");
  }

  @Test
  void anAuthoritativeTypeOutranksTheToken() {
    String authoritative =
        PEOPLE.replace("entities: people", "entities: people\nauthoritative: true");
    PolicySet set = PolicySet.of(authoritative, ROLES, RULE);
    Ask ask = Ask.alice().to("delete", "record:record-1").token(List.of("admin"));
    assertThat(set.allows(ask)).isFalse();
  }

  @Test
  void theSameEntityInTwoDocumentsIsAnError() {
    assertThat(
            PolicySet.of(PEOPLE, ROLES, PEOPLE.replace("entities: people", "entities: more"))
                .errors())
        .containsExactlyInAnyOrder(
            "subject `alice` of type `user` is declared twice",
            "resource `record-1` of type `record` is declared twice");
  }

  @Test
  void mixingAuthoritativeAndOtherDocumentsForOneTypeIsAnError() {
    assertThat(
            PolicySet.of(
                    "entities: a\nsubjects: { user: { alice: { x: 1 } } }\n",
                    "entities: b\nauthoritative: true\nsubjects: { user: { bob: { x: 1 } } }\n")
                .errors())
        .hasSize(1);
  }
}
