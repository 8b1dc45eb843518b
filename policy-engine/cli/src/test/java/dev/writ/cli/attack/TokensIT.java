package dev.writ.cli.attack;

import static dev.writ.cli.attack.Questions.WITHOUT_SUBJECT;
import static dev.writ.cli.attack.Questions.about;
import static dev.writ.cli.attack.Questions.alice;
import static dev.writ.cli.attack.Questions.app;
import static dev.writ.cli.attack.Questions.ofB;
import static dev.writ.cli.attack.Target.A;
import static dev.writ.cli.attack.Target.B;
import static dev.writ.cli.attack.Target.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.attack.Conversation.Answer;
import dev.writ.testbed.LocalIssuer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One issuer's words in another's mouth, and credentials that come twice. */
class TokensIT {
  private static final Map<String, String> RS256 =
      Map.of("alg", "RS256", "typ", "at+jwt", "kid", "rsa-1");

  private final Target target = Target.shared();

  /** A subject's token that is not believed, and why. */
  record Foreign(String code, String token) {}

  private static Map<String, Object> issuedBy(String issuer) {
    Map<String, Object> claims = alice(A);
    claims.put("iss", issuer);
    return claims;
  }

  static List<Foreign> foreign() {
    return List.of(
        new Foreign("invalid-signature", LocalIssuer.sign(B.rsa, RS256, alice(A))),
        new Foreign("algorithm-not-allowed", LocalIssuer.sign(A.rsa, RS256, alice(B))),
        new Foreign("algorithm-not-allowed", LocalIssuer.sign(B.rsa, RS256, alice(B))),
        new Foreign("unknown-issuer", A.token(issuedBy(A.url() + "/"))),
        new Foreign("unknown-issuer", A.token(issuedBy(A.url().toUpperCase(Locale.ROOT)))),
        new Foreign("unknown-issuer", A.token(issuedBy(A.url() + "#"))),
        new Foreign("unknown-issuer", A.token(issuedBy(A.url() + " "))),
        new Foreign("unknown-issuer", A.token(issuedBy(A.url().replace("127.0.0.1", "localhost")))),
        new Foreign(
            "invalid-signature",
            LocalIssuer.sign(
                B.ec, Map.of("alg", "ES256", "typ", "at+jwt", "kid", "ec-1"), alice(A))),
        new Foreign(
            "invalid-signature",
            LocalIssuer.sign(
                A.ec, Map.of("alg", "ES256", "typ", "at+jwt", "kid", "rsa-1"), alice(A))),
        new Foreign(
            "unknown-key",
            LocalIssuer.sign(
                A.rsa, Map.of("alg", "RS256", "typ", "at+jwt", "kid", "RSA-1"), alice(A))));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void anotherIssuersWordIsADenyWhateverTheBodySays(Foreign foreign) throws IOException {
    try (var orders = target.as(ORDERS)) {
      for (String body : List.of(WITHOUT_SUBJECT, about("user", "alice"))) {
        Answer answer = orders.ask(body, "Subject-Token: " + foreign.token());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
            .startsWith("{\"decision\":false,")
            .contains("\"code\":\"" + foreign.code() + "\"");
      }
      assertThat(orders.ask(WITHOUT_SUBJECT, "Authorization: Bearer " + foreign.token()).status())
          .isEqualTo(401);
    }
  }

  @Test
  void anIssuerSaysWhoItsOwnSubjectsAreAndNoMoreThanItMay() throws IOException {
    try (var orders = target.as(ORDERS);
        var app = target.anonymous()) {
      Answer own = orders.ask(WITHOUT_SUBJECT, "Subject-Token: " + A.token(alice(A)));
      assertThat(own.allows()).as(own.body()).isTrue();
      assertThat(own.body()).contains("token.roles[admin]");
      assertThat(orders.ask(WITHOUT_SUBJECT, "Subject-Token: " + ofB(alice(B))).status())
          .as("an issuer that this peer may not pass on")
          .isEqualTo(403);
      Answer partner = app.ask(WITHOUT_SUBJECT, app(), "Subject-Token: " + ofB(alice(B)));
      assertThat(partner.status()).isEqualTo(200);
      assertThat(partner.allows()).as("another issuer's alice").isFalse();
      assertThat(partner.body()).contains("token.roles[customer]");
      assertThat(app.ask(WITHOUT_SUBJECT, "Authorization: Bearer " + ofB(alice(B))).status())
          .as("an issuer of no peers")
          .isEqualTo(401);
    }
  }

  @Test
  void aBatchCannotSpeakOfAnotherSubjectThanItsToken() throws IOException {
    String batch =
        """
        {"evaluations": [%s, %s, %s]}"""
            .formatted(WITHOUT_SUBJECT, about("user", "bob"), about("partner", "alice"));
    try (var orders = target.as(ORDERS)) {
      Answer answer =
          orders.say(
              Conversation.request(
                  "POST",
                  "/access/v1/evaluations",
                  batch,
                  List.of("Subject-Token: " + A.token(alice(A)))));
      assertThat(answer.body())
          .startsWith("{\"evaluations\":[{\"decision\":true,")
          .containsPattern("(\\{\"decision\":false,[^\\[]*\"status\":400.*){2}");
      assertThat(orders.ask(about("user", "bob"), "Subject-Token: " + A.token(alice(A))).status())
          .isEqualTo(400);
    }
  }

  @Test
  void whatProvesSomebodyComesOnce() throws IOException {
    String good = A.token(alice(A));
    String other = A.token(A.claims("sub", "bob"));
    String app = app();
    try (var orders = target.as(ORDERS)) {
      for (String[] twice :
          List.of(
              new String[] {app, app},
              new String[] {app, "AUTHORIZATION: Bearer " + other},
              new String[] {app + ", Bearer " + other},
              new String[] {app + ",Basic eDp5"},
              new String[] {app, "Authorization: Basic eDp5"},
              new String[] {app, "DPoP: x"},
              new String[] {app, "DPoP: x", "dpop: y"},
              new String[] {"Authorization: Bearer"},
              new String[] {"Authorization:"},
              new String[] {app.replace("Bearer", "DPoP")})) {
        assertThat(orders.ask(about("user", "alice"), twice).status())
            .as(String.join(" and ", twice))
            .isEqualTo(401);
      }
      for (String[] twice :
          List.of(
              new String[] {"Subject-Token: " + good, "subject-token: " + other},
              new String[] {"Subject-Token: " + good, "Subject-Token: " + good},
              new String[] {"Subject-Token: " + good + ", " + other},
              new String[] {"Subject-Token: " + good + "\r\n " + other},
              new String[] {"Subject-Token: Bearer " + good},
              new String[] {"Subject-Token:"})) {
        Answer answer = orders.ask(WITHOUT_SUBJECT, twice);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
            .as(String.join(" and ", twice))
            .startsWith("{\"decision\":false,")
            .contains("\"code\":\"malformed-token\"");
      }
      assertThat(orders.ask(WITHOUT_SUBJECT, "sUBJECT-tOKEN: " + good).allows()).isTrue();
    }
  }
}
