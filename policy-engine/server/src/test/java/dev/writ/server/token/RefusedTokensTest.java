package dev.writ.server.token;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.writ.server.Http;
import dev.writ.testbed.LocalIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that must not be believed, presented by peers and for subjects. */
@QuarkusTest
@TestProfile(RefusedTokensTest.Issuers.class)
class RefusedTokensTest {
  private static final LocalIssuer ISSUER = new LocalIssuer();
  private static final LocalIssuer STRANGER = new LocalIssuer();

  public static class Issuers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>();
      config.put("quarkus.log.category.\"dev.writ\".level", "DEBUG");
      config.put("writ.issuers.local.url", ISSUER.url());
      config.put("writ.issuers.local.audience", "writ");
      config.put("writ.issuers.local.peers", "true");
      config.put("writ.issuers.local.keys-floor", "1ms");
      config.put("writ.subjects.local.type", "user");
      config.put("writ.subjects.local.may-state-roles", "customer");
      config.put("writ.local", "true");
      config.put("writ.peers.app.tokens", ISSUER.url() + "|alice");
      config.put("writ.peers.app.operations", "*");
      config.put("writ.peers.app.subjects", "user:*");
      config.put("writ.peers.app.resources", "*");
      return config;
    }
  }

  static Stream<Arguments> tokens() throws Exception {
    long now = Instant.now().getEpochSecond();
    String good = ISSUER.token(ISSUER.claims());
    String[] parts = good.split("\\.");
    return Stream.of(
        arguments("alg none", unsigned("none"), "algorithm-not-allowed"),
        arguments("alg None", unsigned("None"), "algorithm-not-allowed"),
        arguments("no alg", unsigned(null), "algorithm-not-allowed"),
        arguments("HS256, RSA key as PEM", hmac(pem()), "algorithm-not-allowed"),
        arguments(
            "HS256, RSA key",
            hmac(ISSUER.rsa.getPublicKey().getEncoded()),
            "algorithm-not-allowed"),
        arguments("RS512", rsa("alg", "RS512"), "algorithm-not-allowed"),
        arguments(
            "alg that is no text", header(Map.of("alg", List.of("RS256"))), "malformed-token"),
        arguments("typ of a proof", rsa("typ", "dpop+jwt"), "wrong-type"),
        arguments("typ of a logout token", rsa("typ", "logout+jwt"), "wrong-type"),
        arguments(
            "no typ",
            LocalIssuer.sign(ISSUER.rsa, Map.of("alg", "RS256", "kid", "rsa-1"), ISSUER.claims()),
            "wrong-type"),
        arguments("an ID token", claim("typ", "ID"), "wrong-type"),
        arguments("a refresh token", claim("typ", "Refresh"), "wrong-type"),
        arguments("wrong aud", claim("aud", "shop"), "wrong-audience"),
        arguments("wrong auds", claim("aud", List.of("shop", "Writ")), "wrong-audience"),
        arguments("no aud", claim("aud", null), "wrong-audience"),
        arguments("no iss", claim("iss", null), "unknown-issuer"),
        arguments("another's iss", claim("iss", STRANGER.url()), "unknown-issuer"),
        arguments("iss with a slash", claim("iss", ISSUER.url() + "/"), "unknown-issuer"),
        arguments("another's key", STRANGER.token(ISSUER.claims()), "invalid-signature"),
        arguments("expired", claim("exp", now - 61), "token-expired"),
        arguments("no exp", claim("exp", null), "malformed-claim"),
        arguments("exp that is a text", claim("exp", "tomorrow"), "malformed-claim"),
        arguments("nbf to come", claim("nbf", now + 250), "token-not-yet-valid"),
        arguments("issued in the future", claim("iat", now + 250), "token-not-yet-valid"),
        arguments("unknown crit", rsa("crit", List.of("exp-soon")), "critical-header"),
        arguments("empty crit", rsa("crit", List.of()), "critical-header"),
        arguments("jku", rsa("jku", STRANGER.url() + "/keys"), "key-in-header"),
        arguments("x5u", rsa("x5u", STRANGER.url() + "/keys"), "key-in-header"),
        arguments("x5c", rsa("x5c", List.of("AAAA")), "key-in-header"),
        arguments("jwk", ownKey(), "key-in-header"),
        arguments("kid as a path", rsa("kid", "../../../../dev/null"), "unknown-key"),
        arguments("kid as a URL", rsa("kid", STRANGER.url() + "/keys"), "unknown-key"),
        arguments("kid as a query", rsa("kid", "x' UNION SELECT 'AAAA"), "unknown-key"),
        arguments("kid that is no text", rsa("kid", 7), "malformed-token"),
        arguments(
            "no kid",
            LocalIssuer.sign(ISSUER.rsa, Map.of("alg", "RS256", "typ", "JWT"), ISSUER.claims()),
            "unknown-key"),
        arguments(
            "a key for encryption",
            LocalIssuer.sign(
                ISSUER.forEncryption,
                Map.of("alg", "RS256", "typ", "JWT", "kid", "enc-1"),
                ISSUER.claims()),
            "unknown-key"),
        arguments("another key's kid", rsa("kid", "ec-1"), "invalid-signature"),
        arguments(
            "claims twice",
            LocalIssuer.sign(
                ISSUER.rsa, Map.of("alg", "RS256", "typ", "JWT", "kid", "rsa-1"), twice()),
            "malformed-token"),
        arguments(
            "headers twice",
            encoded("{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"rsa-1\"}")
                + "."
                + parts[1]
                + "."
                + parts[2],
            "malformed-token"),
        arguments("encrypted", encrypted(), "nested-token"),
        arguments(
            "a token in a token",
            LocalIssuer.sign(
                ISSUER.rsa,
                Map.of("alg", "RS256", "typ", "JWT", "cty", "JWT", "kid", "rsa-1"),
                good),
            "nested-token"),
        arguments(
            "the same, not said",
            LocalIssuer.sign(
                ISSUER.rsa, Map.of("alg", "RS256", "typ", "JWT", "kid", "rsa-1"), good),
            "malformed-token"),
        arguments("oversized", claim("filler", "x".repeat(7_000)), "oversized-token"),
        arguments(
            "other claims",
            parts[0]
                + "."
                + encoded(JsonUtil.toJson(ISSUER.claims("sub", "admin")))
                + "."
                + parts[2],
            "invalid-signature"),
        arguments(
            "signature cut off",
            parts[0] + "." + parts[1] + "." + parts[2].substring(0, 40),
            "invalid-signature"),
        arguments("no signature", parts[0] + "." + parts[1] + ".", "invalid-signature"),
        arguments("two parts", parts[0] + "." + parts[1], "malformed-token"),
        arguments("padding", good + "==", "malformed-token"),
        arguments(
            "claims that are a list",
            LocalIssuer.sign(
                ISSUER.rsa, Map.of("alg", "RS256", "typ", "JWT", "kid", "rsa-1"), "[1]"),
            "malformed-token"),
        arguments("an opaque one", "c2VjcmV0LW9wYXF1ZS10b2tlbg", "malformed-token"),
        arguments("no sub", claim("sub", null), "malformed-claim"),
        arguments(
            "roles that are numbers",
            claim("realm_access", Map.of("roles", List.of(1))),
            "malformed-claim"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void aPeerIsRefused(String what, String token, String code) {
    try (var log = new CapturedLog()) {
      Response answer = ask().header("Authorization", "Bearer " + token).post(Http.EVALUATION);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
      assertThat(log.text()).contains(code);
      assertNothingOf(token, log.text() + answer.asString() + answer.headers());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void aSubjectIsDenied(String what, String token, String code) {
    try (var log = new CapturedLog()) {
      Response answer = ask().header("Subject-Token", token).post(Http.EVALUATION);
      answer
          .then()
          .statusCode(200)
          .body("decision", is(false))
          .body("context.output.token.code", is(code));
      assertThat(log.text()).contains(code);
      assertNothingOf(token, log.text() + answer.asString() + answer.headers());
    }
  }

  /** Parts shorter than this are words that may stand anywhere. */
  private static void assertNothingOf(String token, String text) {
    for (String part : token.split("\\.")) {
      if (part.length() > 12) {
        assertThat(text).doesNotContain(part.substring(0, 12));
      }
    }
    if (token.contains(".")) {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      List.of("jti", "kid").forEach(name -> assertNoValue(name, token, decoder, text));
    }
  }

  private static void assertNoValue(
      String name, String token, Base64.Decoder decoder, String text) {
    List<String> values = new ArrayList<>();
    for (String part : token.split("\\.")) {
      try {
        String json = new String(decoder.decode(part), UTF_8);
        var matcher =
            java.util.regex.Pattern.compile("\"" + name + "\":\"([^\"]{8,})\"").matcher(json);
        while (matcher.find()) {
          values.add(matcher.group(1));
        }
      } catch (IllegalArgumentException e) {
        // a part that is no base64url has no such value
      }
    }
    values.forEach(value -> assertThat(text).doesNotContain(value));
  }

  @Test
  void theTokensWouldBeBelievedWithoutWhatIsWrongWithThem() {
    String good = ISSUER.token(ISSUER.claims());
    ask()
        .header("Authorization", "Bearer " + good)
        .post(Http.EVALUATION)
        .then()
        .statusCode(200)
        .body("decision", is(true))
        .body("context.output", nullValue());
    ask().header("Subject-Token", good).post(Http.EVALUATION).then().body("decision", is(true));
  }

  @Test
  void skewIsAllowedUpToAMinute() {
    long now = Instant.now().getEpochSecond();
    for (var claims :
        List.of(
            ISSUER.claims("exp", now - 30),
            ISSUER.claims("nbf", now + 50),
            ISSUER.claims("iat", now + 50))) {
      ask()
          .header("Subject-Token", ISSUER.token(claims))
          .post(Http.EVALUATION)
          .then()
          .body("decision", is(true));
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void otherSchemesAreRefused(String header) {
    ask()
        .header("Authorization", header)
        .post(Http.EVALUATION)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", org.hamcrest.Matchers.startsWith("Bearer"));
  }

  static List<String> schemes() {
    return List.of("Basic YWxpY2U6YWxpY2U=", "Bearer", "Token x", "Negotiate YWxpY2U=");
  }

  @Test
  void twoTokensAreNone() {
    String good = ISSUER.token(ISSUER.claims());
    ask()
        .header("Authorization", "Bearer " + good, "Bearer " + good)
        .post(Http.EVALUATION)
        .then()
        .statusCode(401);
    ask()
        .header("Subject-Token", good, good)
        .post(Http.EVALUATION)
        .then()
        .body("context.output.token.code", is("malformed-token"));
  }

  private static RequestSpecification ask() {
    return given().contentType("application/json").body(Http.request("alice", "read", "record-1"));
  }

  private static String claim(String name, Object value) {
    return ISSUER.token(ISSUER.claims(name, value));
  }

  private static String rsa(String header, Object value) {
    return header(Map.of(header, value));
  }

  /** A good token but for some headers, signed as it stands. */
  private static String header(Map<String, Object> changed) {
    Map<String, Object> headers =
        new HashMap<>(Map.of("alg", "RS256", "typ", "JWT", "kid", "rsa-1"));
    headers.putAll(changed);
    String signed =
        encoded(JsonUtil.toJson(headers)) + "." + encoded(JsonUtil.toJson(ISSUER.claims()));
    try {
      var signature = java.security.Signature.getInstance("SHA256withRSA");
      signature.initSign(ISSUER.rsa.getPrivateKey());
      signature.update(signed.getBytes(UTF_8));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unsigned(String algorithm) {
    String header = algorithm == null ? "{}" : JsonUtil.toJson(Map.of("alg", algorithm));
    return encoded(header) + "." + encoded(JsonUtil.toJson(ISSUER.claims())) + ".";
  }

  private static String hmac(byte[] secret) throws JoseException {
    var signature = new JsonWebSignature();
    Map.of("alg", "HS256", "typ", "JWT", "kid", "rsa-1").forEach(signature::setHeader);
    signature.setPayload(JsonUtil.toJson(ISSUER.claims()));
    signature.setKey(new HmacKey(secret));
    return signature.getCompactSerialization();
  }

  private static byte[] pem() {
    Key key = ISSUER.rsa.getPublicKey();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n").getBytes(UTF_8);
  }

  private static String ownKey() {
    var key = LocalIssuer.ecKey("own");
    return LocalIssuer.sign(
        key,
        Map.of(
            "alg",
            "ES256",
            "typ",
            "JWT",
            "kid",
            "own",
            "jwk",
            key.toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY)),
        ISSUER.claims());
  }

  private static String twice() {
    String json = JsonUtil.toJson(ISSUER.claims());
    return json.substring(0, json.length() - 1) + ",\"sub\":\"admin\"}";
  }

  private static String encrypted() throws JoseException {
    var encryption = new JsonWebEncryption();
    encryption.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
    encryption.setEncryptionMethodHeaderParameter(
        ContentEncryptionAlgorithmIdentifiers.AES_128_GCM);
    encryption.setKey(ISSUER.rsa.getPublicKey());
    encryption.setPayload(ISSUER.token(ISSUER.claims()));
    return encryption.getCompactSerialization();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
