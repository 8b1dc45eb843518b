package dev.writ.server.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.compiler.Compilation.Compiled;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Peer.Kind;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.Service.Source;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Believed;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Grant;
import dev.writ.server.peer.Grants;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Operation;
import dev.writ.server.peer.Refused;
import dev.writ.server.peer.Stated;
import dev.writ.server.peer.SubjectName;
import dev.writ.server.peer.SubjectToken;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.record.Recorder;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer may do, from the keys that grant it. */
class GrantsTest {
  private static final String ORDERS = "spiffe://shop.example/ns/prod/sa/orders";
  private static final String LEDGER = "spiffe://shop.example/ns/prod/sa/ledger";
  private static final Subject ALICE = new Subject("user", "alice");

  private static final Map<String, String> GATEWAY =
      Map.of(
          "writ.peers.gateway.spiffe-ids", "spiffe://shop.example/ns/prod/sa/*",
          "writ.peers.gateway.operations", "evaluate",
          "writ.peers.gateway.subjects", "user:*",
          "writ.peers.gateway.resources", "orders",
          "writ.peers.gateway.services", "spiffe://shop.example/ns/prod/**",
          "writ.peers.gateway.roles.user", "customer",
          "writ.peers.gateway.issuers", "https://id.example");

  private PolicyGrants policies = asking(false, Recorder.NONE);
  @Nullable private VerifiedToken token;
  private Operation operation = Operation.EVALUATE;
  private Map<String, Object> context = Map.of();
  private List<String> vouched = List.of();
  private boolean everySubject;

  @ParameterizedTest
  @EnumSource(Operation.class)
  void withoutGrantsAPeerMayOnlyEvaluate(Operation each) {
    Grant grant = grants(Map.of()).of(workload(ORDERS));
    assertThat(grant.permits(each)).isEqualTo(each == Operation.EVALUATE);
    assertThat(grant.permitsAny()).isFalse();
  }

  @Test
  void withoutGrantsAPeerMayAskAboutItself() {
    Identity orders = workload(ORDERS);
    Believed believed = believe(Map.of(), orders, new Subject("service", ORDERS), "anything");
    assertThat(believed.verified()).isTrue();
    assertThat(believed.service()).isEqualTo(orders.service());
  }

  @ParameterizedTest
  @CsvSource({"user, alice", "service, " + LEDGER, "client, " + ORDERS})
  void withoutGrantsAPeerMayAskAboutNobodyElse(String type, String id) {
    refuses("not-granted", () -> believe(Map.of(), workload(ORDERS), new Subject(type, id)));
  }

  @Test
  void aPeerWithoutAnIdentityOfItsOwnMayNotAskAtAll() {
    Grant grant = grants(Map.of()).of(Identity.of(new Peer("cn", Kind.MTLS)));
    assertThat(grant.permits(Operation.EVALUATE)).isFalse();
  }

  @Test
  void whatIsGrantedByNameIsPermitted() {
    Believed believed = believe(GATEWAY, workload(ORDERS), ALICE);
    assertThat(believed.subject()).isEqualTo(ALICE);
    assertThat(believed.verified()).isFalse();
    assertThat(believed.dropped()).isEmpty();
  }

  @Test
  void otherTypesOfResourcesAreRefused() {
    refuses("resource-not-granted", () -> believe(GATEWAY, workload(ORDERS), ALICE, "payments"));
  }

  @Test
  void otherSubjectsAreRefused() {
    refuses(
        "subject-not-granted",
        () -> believe(GATEWAY, workload(ORDERS), new Subject("admin", "alice")));
  }

  @Test
  void anotherOperationIsNotGrantedByOne() {
    assertThat(grants(GATEWAY).of(workload(ORDERS)).permits(Operation.SEARCH)).isFalse();
    operation = Operation.SEARCH;
    refuses("not-granted", () -> believe(GATEWAY, workload(ORDERS), ALICE));
  }

  @Test
  void aSearchAboutOthersIsNoLicenceToEvaluateThem() {
    Map<String, String> searcher = with(GATEWAY, "writ.peers.gateway.operations", "search");
    refuses("not-granted", () -> believe(searcher, workload(ORDERS), ALICE));
  }

  @Test
  void aTokenOfAGrantedIssuerSpeaksForItsSubject() {
    token =
        new VerifiedToken("https://id.example", null, null, "customer", "c1", Map.of(), Map.of());
    assertThat(believe(GATEWAY, workload(ORDERS), new Subject("customer", "c1")).verified())
        .isTrue();
    assertThat(grants(GATEWAY).of(workload(ORDERS)).passesTokensOf("https://id.example")).isTrue();
    assertThat(grants(GATEWAY).of(workload(ORDERS)).passesTokensOf("https://other.example"))
        .isFalse();
  }

  @Test
  void aServiceAsSubjectMustBeVouchedFor() {
    Believed believed = believe(GATEWAY, workload(ORDERS), new Subject("service", LEDGER));
    assertThat(believed.verified()).isFalse();
    refuses(
        "subject-not-granted",
        () ->
            believe(
                with(GATEWAY, "writ.peers.gateway.subjects", "*"),
                workload(ORDERS),
                new Subject("service", "spiffe://other.example/ns/prod/sa/ledger")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger", "*", "{spiffe}", LEDGER + "/", "spiffe://shop.example/ns/*"})
  void aServiceAsSubjectMustBeASpiffeId(String id) {
    for (Identity peer : List.of(workload(ORDERS), Identity.of(Peer.LOCAL))) {
      refuses("service-unreadable", () -> believe(GATEWAY, peer, new Subject("service", id)));
    }
  }

  @Test
  void aSearchForSubjectsNeedsTheWholeType() {
    everySubject = true;
    assertThat(believe(GATEWAY, workload(ORDERS), new Subject("user", "*"))).isNotNull();
    Map<String, String> one = with(GATEWAY, "writ.peers.gateway.subjects", "user:alice");
    refuses("subject-not-granted", () -> believe(one, workload(ORDERS), new Subject("user", "*")));
  }

  @Test
  void rolesThatMayNotBeStatedAreDroppedAndReported() {
    Believed believed =
        believe(
            GATEWAY,
            workload(ORDERS),
            new Subject(
                "user",
                "alice",
                Map.of("roles", List.of("customer", "admin"), "groups", List.of("staff"))));
    assertThat(believed.subject().properties()).isEqualTo(Map.of("roles", List.of("customer")));
    assertThat(believed.dropped())
        .containsExactlyInAnyOrder("subject.roles[admin]", "subject.groups[staff]");
  }

  @Test
  void rolesOfAnotherTypeOfSubjectAreOthers() {
    Map<String, String> both = with(GATEWAY, "writ.peers.gateway.subjects", "user:*,customer:*");
    Subject customer = new Subject("customer", "c", Map.of("roles", List.of("customer")));
    assertThat(believe(both, workload(ORDERS), customer).dropped())
        .containsExactly("subject.roles[customer]");
  }

  @Test
  void rolesThatAreNoListAreNeverLetThrough() {
    Subject odd = new Subject("user", "alice", Map.of("roles", "admin", "groups", Map.of()));
    Believed believed = believe(GATEWAY, workload(ORDERS), odd);
    assertThat(believed.subject().properties().get("roles")).isEqualTo(List.of());
    assertThat(believed.subject().properties()).doesNotContainKey("groups");
  }

  @Test
  void aPeerThatVouchesForNobodyIsTheServiceItself() {
    context = Map.of("service", LEDGER);
    Service service = Objects.requireNonNull(believe(GATEWAY, workload(ORDERS), ALICE).service());
    assertThat(service).isEqualTo(new Service(spiffe(ORDERS), Source.CERTIFICATE));
  }

  @Test
  void aPeerThatMayVouchNamesTheServiceInItsField() {
    context = Map.of("service", LEDGER);
    Map<String, String> byContext =
        with(GATEWAY, "writ.peers.gateway.service-field", "context.service");
    assertThat(believe(byContext, workload(ORDERS), ALICE).service())
        .isEqualTo(new Service(spiffe(LEDGER), Source.VOUCHED));
    vouched = List.of(LEDGER);
    context = Map.of();
    Map<String, String> byHeader =
        with(GATEWAY, "writ.peers.gateway.service-field", "header.X-Caller");
    assertThat(grants(byHeader).of(workload(ORDERS)).serviceHeaders()).containsExactly("X-Caller");
    assertThat(believe(byHeader, workload(ORDERS), ALICE).service())
        .isEqualTo(new Service(spiffe(LEDGER), Source.VOUCHED));
  }

  @Test
  void aPeerThatVouchesIsNeverTheServiceThatItForgotToName() {
    Map<String, String> byContext =
        with(GATEWAY, "writ.peers.gateway.service-field", "context.service");
    assertThat(believe(byContext, workload(ORDERS), ALICE).service()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{spiffe}", "ledger", LEDGER + "," + LEDGER, LEDGER + " "})
  void aVouchedServiceMustBeOneSpiffeId(String value) {
    context = Map.of("service", value);
    Map<String, String> byContext =
        with(GATEWAY, "writ.peers.gateway.service-field", "context.service");
    refuses("service-unreadable", () -> believe(byContext, workload(ORDERS), ALICE));
  }

  @Test
  void aServiceVouchedForTwiceOrAsAnotherTypeIsRefused() {
    Map<String, String> byHeader =
        with(GATEWAY, "writ.peers.gateway.service-field", "header.X-Caller");
    vouched = List.of(LEDGER, LEDGER);
    refuses("service-unreadable", () -> believe(byHeader, workload(ORDERS), ALICE));
    vouched = List.of();
    context = Map.of("service", List.of(LEDGER));
    Map<String, String> byContext =
        with(GATEWAY, "writ.peers.gateway.service-field", "context.service");
    refuses("service-unreadable", () -> believe(byContext, workload(ORDERS), ALICE));
  }

  @Test
  void onlyGrantedServicesAreVouchedFor() {
    context = Map.of("service", "spiffe://shop.example/ns/test/sa/ledger");
    Map<String, String> byContext =
        with(GATEWAY, "writ.peers.gateway.service-field", "context.service");
    refuses("service-not-granted", () -> believe(byContext, workload(ORDERS), ALICE));
  }

  @Test
  void severalEntriesGrantTogether() {
    Map<String, String> two = new HashMap<>(GATEWAY);
    two.put("writ.peers.log-reader.spiffe-ids", ORDERS);
    two.put("writ.peers.log-reader.operations", "read-log");
    Grant orders = grants(two).of(workload(ORDERS));
    assertThat(orders.permits(Operation.READ_LOG)).isTrue();
    assertThat(orders.permits(Operation.EVALUATE)).isTrue();
    assertThat(grants(two).of(workload(LEDGER)).permits(Operation.READ_LOG)).isFalse();
  }

  @Test
  void peersAreRecognisedByHowTheyAuthenticated() {
    Granted grants =
        grants(
            Map.of(
                "writ.peers.a.operations", "observe",
                "writ.peers.a.spiffe-ids", ORDERS,
                "writ.peers.a.common-names", "monitor",
                "writ.peers.a.tokens", "https://id.example|7",
                "writ.peers.a.clients", "https://id.example|agent",
                "writ.peers.a.key-owners", "batch"));
    assertThat(
            List.of(
                workload(ORDERS),
                Identity.of(new Peer("monitor", Kind.MTLS)),
                Identity.ofToken("https://id.example", "7", new SubjectName("client", "7"), null),
                Identity.ofToken(
                    "https://id.example", "8", new SubjectName("client", "8"), "agent"),
                Identity.of(new Peer("batch", Kind.SIGNATURE))))
        .allMatch(identity -> grants.of(identity).permits(Operation.OBSERVE));
    assertThat(
            List.of(
                Identity.of(new Peer(ORDERS, Kind.MTLS)),
                Identity.of(new Peer("monitor", Kind.SIGNATURE)),
                Identity.of(new Peer("batch", Kind.MTLS)),
                Identity.ofToken(
                    "https://other.example", "7", new SubjectName("client", "7"), "agent"),
                Identity.of(new Peer("https://id.example|7", Kind.SIGNATURE))))
        .noneMatch(identity -> grants.of(identity).permits(Operation.OBSERVE));
  }

  @Test
  void withoutCredentialsNeitherLogNorRevocationsAreServed() {
    for (Peer peer : List.of(Peer.LOCAL, Peer.ANONYMOUS)) {
      Grant grant = grants(GATEWAY).of(Identity.of(peer));
      assertThat(grant.permits(Operation.EVALUATE)).isTrue();
      assertThat(grant.permits(Operation.EXPLAIN)).isTrue();
      assertThat(grant.permits(Operation.READ_LOG)).isFalse();
      assertThat(grant.permits(Operation.REVOKE)).isFalse();
      assertThat(grant.permits(Operation.WITNESS)).isFalse();
      assertThat(grant.serviceHeaders()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "operations, decide",
    "subjects, alice",
    "subjects, group:staff",
    "services, spiffe://shop.example/ns/a*",
    "spiffe-ids, shop.example",
    "spiffe-ids, spiffe://*/ns",
    "service-field, X-Caller"
  })
  void aWrongKeyIsNamed(String key, String value) {
    assertThatThrownBy(() -> grants(Map.of("writ.peers.gateway." + key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("`writ.peers.gateway." + key + "` has `" + value + "`");
  }

  @Test
  void policiesGrantOperationsOnlyWhereTheOperatorLetsThem() {
    Identity auditor = workload("spiffe://shop.example/ns/prod/sa/audit");
    assertThat(grants(GATEWAY).of(auditor).permits(Operation.READ_LOG)).isFalse();
    policies = asking(true, Recorder.NONE);
    assertThat(grants(GATEWAY).of(auditor).permits(Operation.READ_LOG)).isTrue();
    assertThat(grants(GATEWAY).of(auditor).permits(Operation.REVOKE)).isFalse();
    assertThat(grants(GATEWAY).of(workload(ORDERS)).permits(Operation.READ_LOG)).isFalse();
    assertThat(grants(GATEWAY).of(Identity.of(Peer.LOCAL)).permits(Operation.READ_LOG)).isFalse();
  }

  static PolicyGrants asking(boolean asked, Recorder recorder) {
    var files =
        Map.of(
            "writ.yaml",
            "language: 1\nname: grants\n",
            "pdp.yaml",
            """
            policy: pdp
            resource: writ
            rules:
              - allow: audit-reads-the-log
                actions: [read-log]
                services: ["spiffe://shop.example/ns/prod/sa/audit"]
                when: subject.verified
            """);
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
    var compiled = (Compiled) new PolicyCompiler().compile(RepositorySnapshot.of(contents), null);
    var serving = new Serving(Engine.link(compiled.program()), Instant.EPOCH, null);
    return new PolicyGrants(asked, () -> serving, recorder, Clock.systemUTC());
  }

  private Believed believe(Map<String, String> configuration, Identity peer, Subject subject) {
    return believe(configuration, peer, subject, "orders");
  }

  private Believed believe(
      Map<String, String> configuration, Identity peer, Subject subject, String resourceType) {
    Grant grant = grants(configuration).of(peer);
    SubjectToken presented =
        token == null ? new SubjectToken.None() : new SubjectToken.Verified(token, List.of());
    var caller =
        new Caller(
            peer,
            grant,
            operation,
            presented,
            vouched,
            (s, now) -> false,
            Instant.EPOCH,
            0,
            null,
            null);
    return grant.believe(new Stated(caller, subject, everySubject, resourceType, context));
  }

  private static void refuses(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.peer()).isNotNull();
            });
  }

  /** What a peer may do, whatever it asks for. */
  private interface Granted {
    Grant of(Identity identity);
  }

  private Granted grants(Map<String, String> configuration) {
    Grants grants = configured(configuration);
    Set<Operation> all = EnumSet.allOf(Operation.class);
    return identity -> grants.of(identity, all).await().indefinitely();
  }

  private Grants configured(Map<String, String> configuration) {
    return new ConfiguredGrants(
        new SmallRyeConfigBuilder()
            .withMapping(WritConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValue("writ.policies", "policies")
            .withDefaultValues(configuration)
            .build()
            .getConfigMapping(WritConfig.class),
        policies);
  }

  private static Map<String, String> with(
      Map<String, String> configuration, String key, String value) {
    Map<String, String> changed = new HashMap<>(configuration);
    changed.put(key, value);
    return changed;
  }

  private static Identity workload(String id) {
    return Identity.of(spiffe(id));
  }

  private static SpiffeId spiffe(String id) {
    return Objects.requireNonNull(SpiffeId.parse(id));
  }
}
