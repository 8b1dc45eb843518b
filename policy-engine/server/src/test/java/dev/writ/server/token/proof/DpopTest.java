package dev.writ.server.token.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.replay.SeenOnce;
import dev.writ.server.replay.SeenOnce.Verdict;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.base64url.Base64Url;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopTest {
  private static final long NOW = 1_700_000_000;
  private static final String TOKEN = "a.b.c";
  private static final URI TARGET = URI.create("https://pdp.example/access/v1/evaluation");
  private static final PublicJsonWebKey KEY = key();

  private final Set<String> used = new HashSet<>();
  private Verdict whenNew = Verdict.FIRST;
  private final SeenOnce seen =
      (realm, id, lifetime) -> Uni.createFrom().item(used.add(realm + id) ? whenNew : Verdict.SEEN);
  private final Dpop dpop =
      new Dpop(
          Duration.ofSeconds(60), seen, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

  private final Map<String, Object> headers =
      new HashMap<>(
          Map.of(
              "typ", "dpop+jwt",
              "alg", "ES256",
              "jwk", KEY.toParams(OutputControlLevel.PUBLIC_ONLY)));
  private final Map<String, Object> claims =
      new HashMap<>(
          Map.of(
              "htm", "POST", "htu", TARGET.toString(), "iat", NOW, "jti", "1", "ath", hash(TOKEN)));

  private static PublicJsonWebKey key() {
    try {
      return EcJwkGenerator.generateJwk(EllipticCurves.P256);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(String text) {
    return Base64Url.encode(
        HashUtil.getMessageDigest(HashUtil.SHA_256).digest(text.getBytes(US_ASCII)));
  }

  private String proof() {
    try {
      var signature = new JsonWebSignature();
      headers.forEach(signature::setHeader);
      signature.setPayload(JsonUtil.toJson(claims));
      signature.setKey(KEY.getPrivateKey());
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private void check(String proof) {
    String thumbprint = KEY.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256);
    dpop.check(proof, "POST", TARGET, TOKEN, thumbprint).await().indefinitely();
  }

  private void assertRefused(String proof, Reason reason) {
    assertThatThrownBy(() -> check(proof))
        .isInstanceOfSatisfying(BadToken.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  @Test
  void aProofIsTakenOnce() {
    String proof = proof();
    assertThatCode(() -> check(proof)).doesNotThrowAnyException();
    assertRefused(proof, Reason.DPOP_PROOF_REPLAYED);
  }

  @Test
  void aProofThatCannotBeRememberedIsRefused() {
    whenNew = Verdict.UNKNOWN;
    assertRefused(proof(), Reason.DPOP_STORE_FULL);
  }

  @Test
  void aProofThatIsRefusedIsNotRemembered() {
    claims.put("htm", "GET");
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
    assertThat(used).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 0, 60})
  void aProofWithinTheWindowIsTaken(long seconds) {
    claims.put("iat", NOW + seconds);
    assertThatCode(() -> check(proof())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {-61, 61})
  void aProofOutsideOfTheWindowIsRefused(long seconds) {
    claims.put("iat", NOW + seconds);
    assertRefused(proof(), Reason.DPOP_PROOF_STALE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPS://PDP.example/access/v1/evaluation",
        "https://pdp.example:443/access/v1/evaluation",
        "https://pdp.example/access/v1/evaluation?a=b#c"
      })
  void theTargetIsComparedNormalised(String target) {
    claims.put("htu", target);
    assertThatCode(() -> check(proof())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "htm,post",
    "htm,GET",
    "htu,https://pdp.example/access/v1/evaluations",
    "htu,https://pdp.example/access/v1/EVALUATION",
    "htu,https://other.example/access/v1/evaluation",
    "htu,http://pdp.example/access/v1/evaluation",
    "htu,https://pdp.example:8443/access/v1/evaluation",
    "htu,https://pdp.example/",
    "htu,::",
    "ath,AAAA",
    "ath,a.b.c",
    "jti,''"
  })
  void aProofOfSomethingElseIsRefused(String name, String value) {
    claims.put(name, value);
    assertNotTaken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"htm", "htu", "iat", "jti", "ath"})
  void aProofThatLacksAClaimIsRefused(String name) {
    claims.remove(name);
    assertNotTaken();
  }

  private void assertNotTaken() {
    assertThatThrownBy(() -> check(proof())).isInstanceOf(BadToken.class);
    assertThat(used).isEmpty();
  }

  @Test
  void anIdIsNotTooLong() {
    claims.put("jti", "x".repeat(257));
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "at+jwt", "DPOP+JWT"})
  void anotherTypeIsRefused(String type) {
    headers.put("typ", type);
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @Test
  void anotherKeyIsRefused() {
    headers.put("jwk", key().toParams(OutputControlLevel.PUBLIC_ONLY));
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @Test
  void aPrivateKeyIsRefused() {
    headers.put("jwk", KEY.toParams(OutputControlLevel.INCLUDE_PRIVATE));
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @Test
  void aSharedSecretIsRefused() {
    headers.put(
        "jwk", OctJwkGenerator.generateJwk(256).toParams(OutputControlLevel.INCLUDE_SYMMETRIC));
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @Test
  void noKeyIsRefused() {
    headers.remove("jwk");
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @Test
  void somethingCriticalIsRefused() {
    headers.put("crit", List.of("b64"));
    assertRefused(proof(), Reason.INVALID_DPOP_PROOF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "a.b.c.d.e"})
  void whatIsNoTokenIsRefused(String proof) {
    assertRefused(proof, Reason.INVALID_DPOP_PROOF);
  }
}
