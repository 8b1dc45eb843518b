package dev.writ.server.token;

import static dev.writ.server.Http.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import dev.writ.testbed.LocalIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logouts that an identity provider announces. */
@QuarkusTest
@TestProfile(LogoutTest.Announced.class)
class LogoutTest {
  private static final LocalIssuer ISSUER = new LocalIssuer();
  private static final LocalIssuer OTHER = new LocalIssuer();
  private static final String PATH = "/v1/revocations/oidc/back-channel-logout";
  private static final Map<String, Object> EVENT =
      Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

  public static class Announced implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>();
      for (var issuer : Map.of("local", ISSUER, "other", OTHER).entrySet()) {
        config.put("writ.issuers." + issuer.getKey() + ".url", issuer.getValue().url());
        config.put("writ.issuers." + issuer.getKey() + ".audience", "writ");
        config.put("writ.issuers." + issuer.getKey() + ".peers", "true");
      }
      config.put("writ.issuers.local.logout-audience", "shop");
      config.put("writ.peers.app.tokens", ISSUER.url() + "|alice," + ISSUER.url() + "|bob");
      config.put("writ.peers.app.operations", "evaluate,revoke");
      config.put("writ.peers.app.subjects", "*");
      config.put("writ.peers.app.resources", "*");
      config.put("writ.data", folder());
      return config;
    }

    private static String folder() {
      try {
        return Files.createTempDirectory("data").toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String accessToken(String user, String session, long issued) throws Exception {
    Map<String, Object> claims = ISSUER.claims();
    claims.put("sub", user);
    claims.put("sid", session);
    claims.put("iat", issued);
    return ISSUER.token(claims);
  }

  private static Map<String, Object> logout() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ISSUER.url());
    claims.put("aud", List.of("shop"));
    claims.put("iat", now);
    claims.put("exp", now + 120);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("events", EVENT);
    return claims;
  }

  private static Response announce(Map<String, Object> claims) throws Exception {
    return given().formParam("logout_token", signed(ISSUER, claims)).post(PATH);
  }

  private static String signed(LocalIssuer issuer, Map<String, Object> claims) throws Exception {
    return LocalIssuer.sign(
        issuer.rsa, Map.of("alg", "RS256", "typ", "logout+jwt", "kid", "rsa-1"), claims);
  }

  private static int ask(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(request("alice", "read", "record-1"))
        .post(Http.EVALUATION)
        .statusCode();
  }

  @Test
  void aSessionEndsWithItsLogoutFromTheNextRequestOn() throws Exception {
    long now = Instant.now().getEpochSecond();
    String token = accessToken("alice", "s1", now - 60);
    String other = accessToken("alice", "s2", now - 60);
    assertThat(ask(token)).isEqualTo(200);
    Map<String, Object> claims = logout();
    claims.put("sid", "s1");
    claims.put("sub", "alice");
    assertThat(announce(claims).statusCode()).isEqualTo(200);
    assertThat(ask(token)).isEqualTo(401);
    assertThat(ask(other)).as("another session").isEqualTo(200);
    assertThat(announce(claims).statusCode()).as("once more").isEqualTo(200);
  }

  @Test
  void aLogoutOfAUserEndsWhatWasIssuedAndNotTheNextLogin() throws Exception {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = logout();
    claims.put("iat", now - 10);
    claims.put("sub", "bob");
    assertThat(announce(claims).statusCode()).isEqualTo(200);
    assertThat(ask(accessToken("bob", "s3", now - 11))).isEqualTo(401);
    assertThat(ask(accessToken("bob", "s4", now - 10))).isEqualTo(401);
    assertThat(ask(accessToken("bob", "s5", now - 9))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "jti", "iat", "exp", "iss", "aud", "sid"})
  void everyClaimOfALogoutTokenIsNeeded(String missing) throws Exception {
    Map<String, Object> claims = logout();
    claims.put("sid", "s6");
    claims.remove(missing);
    refused(announce(claims), "s6");
  }

  @Test
  void whatIsNoLogoutTokenForUsIsRefused() throws Exception {
    for (var wrong :
        Map.of(
                "nonce", "n",
                "aud", "another",
                "iss", "https://stranger.example",
                "events", Map.of("http://schemas.openid.net/event/other", Map.of()),
                "exp", Instant.now().getEpochSecond() - 300)
            .entrySet()) {
      Map<String, Object> claims = logout();
      claims.put("sid", "s7");
      claims.put(wrong.getKey(), wrong.getValue());
      refused(announce(claims), "s7");
    }
    refused(given().formParam("logout_token", "x.y.z").post(PATH), "s7");
    refused(given().formParam("other", "x").post(PATH), "s7");
    Map<String, Object> claims = logout();
    claims.put("sid", "s7");
    refused(given().formParam("logout_token", ISSUER.token(claims)).post(PATH), "s7");
    refused(
        given().formParam("logout_token", accessToken("alice", "s7", 1_000_000)).post(PATH), "s7");
  }

  @Test
  void anIssuerWhoseLogoutsAreNotTakenEndsNothing() throws Exception {
    Map<String, Object> claims = logout();
    claims.put("iss", OTHER.url());
    claims.put("sid", "s8");
    refused(given().formParam("logout_token", signed(OTHER, claims)).post(PATH), "s8");
  }

  @Test
  void anotherIssuersKeyAnnouncesNothing() throws Exception {
    Map<String, Object> claims = logout();
    claims.put("sid", "s9");
    refused(given().formParam("logout_token", signed(OTHER, claims)).post(PATH), "s9");
  }

  @Test
  void aKeyThatIsRevokedAnnouncesNothing() throws Exception {
    Map<String, Object> claims = logout();
    claims.put("sid", "s10");
    String token =
        LocalIssuer.sign(
            ISSUER.ec, Map.of("alg", "ES256", "typ", "logout+jwt", "kid", "ec-1"), claims);
    assertThat(change("PUT", "key/ec-1")).isEqualTo(204);
    refused(given().formParam("logout_token", token).post(PATH), "s10");
    assertThat(change("DELETE", "key/ec-1")).isEqualTo(204);
    assertThat(given().formParam("logout_token", token).post(PATH).statusCode()).isEqualTo(200);
  }

  private static int change(String method, String what) throws Exception {
    long now = Instant.now().getEpochSecond();
    return given()
        .header("Authorization", "Bearer " + accessToken("alice", "s11", now - 60))
        .request(method, "/v1/revocations/" + what)
        .statusCode();
  }

  private static void refused(Response answer, String session) throws Exception {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(ask(accessToken("alice", session, Instant.now().getEpochSecond() - 60)))
        .isEqualTo(200);
  }
}
