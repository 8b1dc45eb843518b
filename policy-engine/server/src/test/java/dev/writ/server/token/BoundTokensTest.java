package dev.writ.server.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.writ.server.Http;
import dev.writ.testbed.LocalIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.HashUtil;
import org.junit.jupiter.api.Test;

/**
 * Tokens that are bound to a key or certificate, opaque tokens, and what tokens say of subjects.
 */
@QuarkusTest
@TestProfile(BoundTokensTest.Issuers.class)
class BoundTokensTest {
  private static final LocalIssuer ISSUER = new LocalIssuer();
  private static final PublicJsonWebKey KEY = LocalIssuer.ecKey("own");

  public static class Issuers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>();
      config.put("writ.local", "true");
      config.put("writ.issuers.local.url", ISSUER.url());
      config.put("writ.issuers.local.audience", "writ");
      config.put("writ.issuers.local.peers", "true");
      config.put("writ.issuers.local.introspection.client", LocalIssuer.CLIENT);
      config.put(
          "writ.issuers.local.introspection.secret-file", LocalIssuer.secretFile().toString());
      config.put("writ.peers.app.tokens", ISSUER.url() + "|alice");
      config.put("writ.peers.app.operations", "*");
      config.put("writ.peers.app.subjects", "user:*");
      config.put("writ.peers.app.resources", "*");
      config.put("writ.subjects.local.type", "user");
      return config;
    }
  }

  private static String bound(Map<String, Object> confirmation) {
    return ISSUER.token(ISSUER.claims("cnf", confirmation));
  }

  private static String boundToKey() {
    return bound(Map.of("jkt", KEY.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256)));
  }

  private static String proof(String token) {
    return LocalIssuer.sign(
        KEY,
        Map.of(
            "typ", "dpop+jwt",
            "alg", "ES256",
            "jwk", KEY.toParams(OutputControlLevel.PUBLIC_ONLY)),
        Map.of(
            "htm", "POST",
            "htu", RestAssured.baseURI + ":" + RestAssured.port + Http.EVALUATION,
            "iat", Instant.now().getEpochSecond(),
            "jti", UUID.randomUUID().toString(),
            "ath", hash(token)));
  }

  private static String hash(String token) {
    return Base64Url.encode(
        HashUtil.getMessageDigest(HashUtil.SHA_256)
            .digest(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }

  private static ValidatableResponse ask(Map<String, String> headers) {
    return given()
        .contentType("application/json")
        .headers(headers)
        .body(Http.request("alice", "read", "record-1"))
        .post(Http.EVALUATION)
        .then();
  }

  @Test
  void aProvedTokenIsBelievedAndItsProofTakenOnce() {
    String token = boundToKey();
    Map<String, String> headers = Map.of("Authorization", "DPoP " + token, "DPoP", proof(token));
    ask(headers).statusCode(200).body("decision", is(true));
    ask(headers)
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("DPoP error=\"invalid_dpop_proof\""))
        .header("WWW-Authenticate", containsString("algs=\"ES256 EdDSA PS256 RS256\""))
        .body(containsString("used before"));
    ask(Map.of("Authorization", "dpop " + token, "DPoP", proof(token))).statusCode(200);
  }

  @Test
  void aTokenWithoutItsProofIsRefused() {
    String token = boundToKey();
    ask(Map.of("Authorization", "DPoP " + token)).statusCode(401);
    ask(Map.of("Authorization", "DPoP " + token, "DPoP", proof("x.y.z"))).statusCode(401);
  }

  @Test
  void aBoundTokenIsNoBearerToken() {
    String token = boundToKey();
    ask(Map.of("Authorization", "Bearer " + token))
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("DPoP error=\"invalid_token\""));
    ask(Map.of("Authorization", "Bearer " + token, "DPoP", proof(token))).statusCode(401);
  }

  @Test
  void aBearerTokenIsNotProved() {
    String token = ISSUER.token(ISSUER.claims());
    ask(Map.of("Authorization", "DPoP " + token, "DPoP", proof(token))).statusCode(401);
    ask(Map.of("Authorization", "Bearer " + token, "DPoP", proof(token))).statusCode(401);
  }

  @Test
  void aTokenBoundToACertificateNeedsIt() {
    ask(Map.of("Authorization", "Bearer " + bound(Map.of("x5t#S256", "A".repeat(43)))))
        .statusCode(401)
        .body(containsString("client certificate"));
  }

  @Test
  void aTokenBoundInAnotherWayIsRefused() {
    for (Map<String, Object> confirmation :
        java.util.List.<Map<String, Object>>of(
            Map.of(), Map.of("kid", "x"), Map.of("jkt", 1), Map.of("jkt", "x", "kid", "y"))) {
      ask(Map.of("Authorization", "Bearer " + bound(confirmation))).statusCode(401);
    }
  }

  @Test
  void aBoundTokenOfASubjectIsNotBelieved() {
    ask(Map.of("Subject-Token", boundToKey()))
        .statusCode(200)
        .body("decision", is(false))
        .body("context.output.token.code", is("bound-token"));
  }

  @Test
  void anOpaqueTokenIsAskedAboutOnce() {
    Map<String, Object> claims = ISSUER.claims();
    claims.put("active", true);
    ISSUER.active.put("opaque-1", claims);
    int before = ISSUER.introspections.get();
    ask(Map.of("Authorization", "Bearer opaque-1")).statusCode(200).body("decision", is(true));
    ask(Map.of("Subject-Token", "opaque-1")).statusCode(200).body("decision", is(true));
    assertThat(ISSUER.introspections).hasValue(before + 1);
    assertThat(ISSUER.authorizations)
        .last()
        .isEqualTo("Basic d3JpdDphbitpbnRyb3NwZWN0aW9uK3NlY3JldA==");
  }

  @Test
  void anOpaqueTokenThatIsNotActiveIsRefused() {
    ask(Map.of("Authorization", "Bearer opaque-2"))
        .statusCode(401)
        .body(containsString("not active"));
    ISSUER.active.put("opaque-3", ISSUER.claims("active", "true"));
    denied("opaque-3", "inactive-token");
  }

  @Test
  void anActiveOpaqueTokenMustBeMeantForUs() {
    Map<String, Object> elsewhere = ISSUER.claims("aud", "shop");
    elsewhere.put("active", true);
    ISSUER.active.put("opaque-4", elsewhere);
    denied("opaque-4", "wrong-audience");
    Map<String, Object> endless = ISSUER.claims("exp", null);
    endless.put("active", true);
    ISSUER.active.put("opaque-5", endless);
    denied("opaque-5", "malformed-claim");
    Map<String, Object> foreign = ISSUER.claims("iss", "https://sso.example");
    foreign.put("active", true);
    ISSUER.active.put("opaque-6", foreign);
    denied("opaque-6", "unknown-issuer");
  }

  private static void denied(String token, String code) {
    ask(Map.of("Subject-Token", token))
        .statusCode(200)
        .body("decision", is(false))
        .body("context.output.token.code", is(code));
  }
}
