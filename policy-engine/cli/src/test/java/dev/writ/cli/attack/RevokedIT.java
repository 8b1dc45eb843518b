package dev.writ.cli.attack;

import static dev.writ.cli.attack.Questions.WITHOUT_SUBJECT;
import static dev.writ.cli.attack.Questions.about;
import static dev.writ.cli.attack.Questions.ofB;
import static dev.writ.cli.attack.Questions.signed;
import static dev.writ.cli.attack.Target.A;
import static dev.writ.cli.attack.Target.ADMIN;
import static dev.writ.cli.attack.Target.B;
import static dev.writ.cli.attack.Target.HOST;
import static dev.writ.cli.attack.Target.ORDERS;
import static dev.writ.cli.attack.Target.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.attack.Conversation.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is revoked in the middle of a connection, and what a crash leaves of it. */
class RevokedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PATH = "/v1/revocations/";

  private final Target target = Target.shared();

  /** A token of a user of its own, whose every name is its own. */
  private static Map<String, Object> claims() {
    Map<String, Object> claims = A.claims("sub", "user-" + UUID.randomUUID());
    claims.put("sid", "session-" + UUID.randomUUID());
    return claims;
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }

  private void change(String method, String what) throws IOException {
    try (var admin = target.as(ADMIN)) {
      Answer answer = admin.say(Conversation.request(method, PATH + what, "", List.of()));
      assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "sid", "sub", "subject"})
  void aTokenThatWasVerifiedAndRememberedIsRefusedOnTheSameConnection(String kind)
      throws IOException {
    Map<String, Object> claims = claims();
    String token = A.token(claims);
    String value =
        kind.equals("subject") ? "user:" + claims.get("sub") : claims.get(kind).toString();
    String what = kind + "/" + encoded(value);
    try (var orders = target.as(ORDERS);
        var bearer = target.anonymous()) {
      for (int i = 0; i < 2; i++) {
        assertThat(revoked(orders.ask(WITHOUT_SUBJECT, "Subject-Token: " + token))).isFalse();
        assertThat(bearer.ask(WITHOUT_SUBJECT, "Authorization: Bearer " + token).status())
            .as("known, and granted nothing")
            .isNotEqualTo(401);
      }
      change("PUT", what);
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, "Subject-Token: " + token))).isTrue();
      assertThat(bearer.ask(WITHOUT_SUBJECT, "Authorization: Bearer " + token).status())
          .isEqualTo(401);
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, "Subject-Token: " + A.token(claims()))))
          .as("another user")
          .isFalse();
      change("DELETE", what);
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, "Subject-Token: " + token))).isFalse();
    }
  }

  private static boolean revoked(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body().contains("\"code\":\"revoked-token\"");
  }

  @Test
  void aKeyThatOneIssuerLostIsNotTheOthersOfTheSameName() throws IOException {
    String app = Questions.app();
    String ofB = "Subject-Token: " + ofB(B.claims());
    String ofA = "Subject-Token: " + A.token(claims());
    try (var orders = target.as(ORDERS);
        var caller = target.anonymous()) {
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, ofA))).isFalse();
      assertThat(revoked(caller.ask(WITHOUT_SUBJECT, app, ofB))).isFalse();
      String lost = "key/ec-1?issuer=" + encoded(A.url());
      change("PUT", lost);
      assertThat(revoked(caller.ask(WITHOUT_SUBJECT, app, ofB))).isFalse();
      change("DELETE", lost);
      lost = "key/rsa-1?issuer=" + encoded(A.url());
      change("PUT", lost);
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, ofA))).isTrue();
      assertThat(caller.ask(WITHOUT_SUBJECT, app, ofB).status()).isEqualTo(401);
      change("DELETE", lost);
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, ofA))).isFalse();
    }
  }

  @Test
  void aKeyOfSignedRequestsAndAWorkloadAreRefusedOnTheSameConnection() throws IOException {
    String alice = about("user", "alice");
    String workload = "subject/" + encoded("service:" + id("orders"));
    try (var orders = target.as(ORDERS);
        var signer = target.anonymous()) {
      assertThat(signer.ask(alice, signed(HOST, alice)).status()).isEqualTo(200);
      change("PUT", "key/signer");
      assertThat(signer.ask(alice, signed(HOST, alice)).status()).isEqualTo(401);
      change("DELETE", "key/signer");
      assertThat(signer.ask(alice, signed(HOST, alice)).status()).isEqualTo(200);
      assertThat(orders.ask(alice).status()).isEqualTo(200);
      change("PUT", workload);
      assertThat(orders.ask(alice).status()).isEqualTo(401);
      assertThat(orders.ask(alice, Questions.app()).status())
          .as("a good token does not make up for it")
          .isEqualTo(401);
      change("DELETE", workload);
      assertThat(orders.ask(alice).status()).isEqualTo(200);
    }
  }

  @Test
  void aSemicolonDoesNotCutWhatIsRevoked() throws IOException {
    try (var admin = target.as(ADMIN)) {
      for (String method : List.of("PUT", "DELETE")) {
        Answer answer = admin.say(Conversation.request(method, PATH + "key/a;b", "", List.of()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("%3B");
      }
    }
  }

  @Test
  void aFileOfRevocationsIsLiveAndABrokenOneTakesNothingBack() throws Exception {
    Map<String, Object> claims = claims();
    String token = "Subject-Token: " + A.token(claims);
    try (var orders = target.as(ORDERS)) {
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, token))).isFalse();
      replace("revocations: [{sid: %s, issuer: \"%s\"}]".formatted(claims.get("sid"), A.url()));
      until(orders, token, true);
      replace("revocations: [{sid: ");
      String other = "Subject-Token: " + A.token(claims());
      for (int i = 0; i < 20; i++) {
        assertThat(revoked(orders.ask(WITHOUT_SUBJECT, other))).isFalse();
        assertThat(revoked(orders.ask(WITHOUT_SUBJECT, token))).isTrue();
      }
      replace("revocations: []");
      until(orders, token, false);
    }
  }

  private void replace(String content) throws IOException {
    Path fresh = Files.createTempFile(target.revocations.getParent(), "fresh", "");
    Files.writeString(fresh, content);
    Files.move(fresh, target.revocations, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void until(Conversation orders, String token, boolean revoked) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (revoked(orders.ask(WITHOUT_SUBJECT, token)) != revoked) {
      assertThat(Instant.now()).as("the time when it is live").isBefore(end);
      Thread.sleep(20);
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesACrash() throws IOException {
    Map<String, Object> claims = claims();
    String token = "Subject-Token: " + A.token(claims);
    String what = "sub/" + encoded(claims.get("sub")) + "?issuer=" + encoded(A.url());
    change("PUT", what);
    change("PUT", "jti/taken-back");
    change("DELETE", "jti/taken-back");
    target.crashAndRestart();
    try (var orders = target.as(ORDERS);
        var admin = target.as(ADMIN)) {
      assertThat(revoked(orders.ask(WITHOUT_SUBJECT, token))).isTrue();
      assertThat(
              admin
                  .say(Conversation.request("DELETE", PATH + "jti/taken-back", "", List.of()))
                  .status())
          .as("what was taken back stays so")
          .isEqualTo(404);
    }
    change("DELETE", what);
  }
}
