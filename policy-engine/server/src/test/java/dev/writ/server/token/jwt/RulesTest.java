package dev.writ.server.token.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final long NOW = 1_700_000_000;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private static final Rules RULES =
      new Rules("me", List.of("us"), Set.of("ES256"), Set.of("jwt"), Duration.ofSeconds(60));

  private static Claims claims(long expires, String more) {
    return Claims.read("{\"iss\":\"me\",\"aud\":\"us\",\"exp\":%d%s}".formatted(expires, more));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nbf", "iat"})
  void theLastSecondOfTheSkewIsIn(String name) {
    Claims early = claims(NOW + 900, ",\"" + name + "\":" + (NOW + 60));
    assertThatCode(() -> RULES.check(early, true, CLOCK)).doesNotThrowAnyException();
    assertThatCode(() -> RULES.check(claims(NOW - 59, ""), true, CLOCK)).doesNotThrowAnyException();
  }

  @Test
  void aSecondPastTheSkewIsOut() {
    assertReason(claims(NOW - 60, ""), Reason.TOKEN_EXPIRED);
    assertReason(claims(NOW + 900, ",\"nbf\":" + (NOW + 61)), Reason.TOKEN_NOT_YET_VALID);
    assertReason(claims(NOW + 900, ",\"iat\":" + (NOW + 61)), Reason.TOKEN_NOT_YET_VALID);
  }

  @Test
  void oneOfSeveralAudiencesIsEnough() {
    String json = "{\"iss\":\"me\",\"aud\":[\"them\",\"us\"],\"exp\":%d}".formatted(NOW + 1);
    assertThatCode(() -> RULES.check(Claims.read(json), true, CLOCK)).doesNotThrowAnyException();
  }

  @Test
  void anAnswerMayLeaveTheIssuerOutButNotNameAnother() {
    String without = "{\"aud\":\"us\",\"exp\":%d}".formatted(NOW + 1);
    assertThatCode(() -> RULES.check(Claims.read(without), false, CLOCK))
        .doesNotThrowAnyException();
    assertReason(Claims.read(without), Reason.UNKNOWN_ISSUER);
    String other = "{\"iss\":\"them\",\"aud\":\"us\",\"exp\":%d}".formatted(NOW + 1);
    assertThatThrownBy(() -> RULES.check(Claims.read(other), false, CLOCK))
        .isInstanceOf(BadToken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "JWT", "application/jwt", "Application/JWT"})
  void aTypeIsTheSameInAnyForm(String type) {
    assertThatCode(() -> RULES.checkType(type)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "", "jwt ", "application/", "none"})
  void anotherTypeIsNot(String type) {
    assertThatThrownBy(() -> RULES.checkType(type)).isInstanceOf(BadToken.class);
  }

  @Test
  void algorithmsForSharedSecretsOrForNothingCannotBeAllowed() {
    assertThat(Rules.unusable(List.of("RS256", "HS256", "none", "ES256K", "EdDSA")))
        .containsExactly("HS256", "none", "ES256K");
  }

  private static void assertReason(Claims claims, Reason reason) {
    assertThatThrownBy(() -> RULES.check(claims, true, CLOCK))
        .isInstanceOfSatisfying(BadToken.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }
}
