package dev.writ.cli.doctor;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.writ.cli.Run;
import dev.writ.cli.doctor.check.Check;
import dev.writ.cli.doctor.check.Checks;
import dev.writ.cli.doctor.check.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {
  private final FakeProvider fake = new FakeProvider();

  @AfterEach
  void stop() {
    fake.close();
  }

  static List<Fault> faults() {
    return Fault.all();
  }

  static List<Fault> redirectFaults() {
    return Fault.all().stream()
        .filter(fault -> fault.ids().stream().allMatch(id -> id.startsWith("redirect-")))
        .toList();
  }

  /** The result of every check, by id. */
  private static Map<String, String> results(Run run) {
    try {
      JsonNode checks = FakeProvider.JSON.readTree(run.out()).path("checks");
      return StreamSupport.stream(checks.spliterator(), false)
          .collect(toMap(c -> c.path("id").asText(), c -> c.path("result").asText()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(run.toString(), e);
    }
  }

  private static Set<String> idsAfterLogin() {
    return Checks.ALL.stream()
        .map(Check::rule)
        .filter(rule -> rule.topic() == Rule.Topic.LOGIN)
        .map(Rule::id)
        .collect(toSet());
  }

  private static Map<String, String> allWell() {
    Set<String> afterLogin = idsAfterLogin();
    return Checks.ALL.stream()
        .map(check -> check.rule().id())
        .collect(toMap(id -> id, id -> afterLogin.contains(id) ? "not-made" : "passed"));
  }

  @Test
  void aProviderInWhichAllIsWellPassesEveryCheckThatNeedsNoLogin() {
    Run run = fake.doctor("--format", "json");

    assertThat(results(run)).isEqualTo(allWell());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsFoundByItsCheckAndByNoOther(Fault fault) {
    fault.spoil().accept(fake);
    Map<String, String> expected = new HashMap<>(allWell());
    fault.ids().forEach(id -> expected.put(id, fault.result()));

    Run run = fake.doctor("--format", "json");

    assertThat(results(run)).isEqualTo(expected);
    assertThat(run.exitCode()).isEqualTo(fault.result().equals("failed") ? 1 : 0);
  }

  @Test
  void everyCheckThatIsMadeIsSeenNotToPass() {
    Set<String> seen = Fault.all().stream().flatMap(f -> f.ids().stream()).collect(toSet());
    seen.addAll(idsAfterLogin());
    seen.add("client-request"); // below

    assertThat(seen).isEqualTo(allWell().keySet());
  }

  @Test
  void aClientThatIsNotKnownFailsOnceAndTheRequestsInItsNameAreNotMade() {
    Run run =
        fake.doctorWithoutClient(
            "--format", "json", "--client-id", "other", "--redirect-uri", "https://other.example");

    assertThat(results(run))
        .containsEntry("client-request", "failed")
        .containsEntry("framing", "not-made")
        .containsEntry("redirect-other-host", "not-made")
        .containsEntry("issuer", "passed");
    assertThat(run.out()).contains("check `--client-id` and `--redirect-uri`");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void withoutAClientNoRequestIsMadeInAnybodysName() {
    fake.on("/authorize", exchange -> fake.metadata.put("asked", true));

    Run run = fake.doctorWithoutClient("--format", "json");

    assertThat(fake.metadata.has("asked")).isFalse();
    assertThat(results(run))
        .containsEntry("redirect-other-host", "not-made")
        .containsEntry("pkce-required", "not-made")
        .containsEntry("pkce-s256", "passed");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("redirectFaults")
  void redirectsAreJudgedByTheLoginPageWhereThereIsNoSilentAnswer(Fault fault) {
    fake.login.honoursPrompt = false;
    fault.spoil().accept(fake);

    assertThat(results(fake.doctor("--format", "json")))
        .containsEntry(fault.ids().iterator().next(), "failed");
  }

  @Test
  void withoutASilentAnswerWhatAResponseSaysNeedsALogin() {
    fake.login.honoursPrompt = false;
    Map<String, String> expected = new HashMap<>(allWell());
    expected.put("state", "not-made");
    expected.put("response-names-issuer", "not-made");

    assertThat(results(fake.doctor("--format", "json"))).isEqualTo(expected);
  }

  @Test
  void aWarningFailsOnRequestOnly() {
    fake.metadata.remove("pushed_authorization_request_endpoint");

    assertThat(fake.doctor().exitCode()).isZero();
    assertThat(fake.doctor("--fail-on", "warned").exitCode()).isEqualTo(1);
  }

  @Test
  void metadataOfPlainOAuthIsReadWhereItStands() {
    fake.on("/.well-known/openid-configuration", exchange -> FakeProvider.status(exchange, 404));
    fake.on(
        "/.well-known/oauth-authorization-server",
        exchange -> FakeProvider.answer(exchange, "application/json", fake.metadata));

    fake.login.knowsScopes = false;
    Map<String, String> expected = new HashMap<>(allWell());
    expected.put("asymmetric-id-token", "not-made");

    assertThat(results(fake.doctor("--format", "json"))).isEqualTo(expected);
  }
}
