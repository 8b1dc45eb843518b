package dev.writ.server.token.jwt;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's tokens must be like.
 *
 * @param issuer {@code iss}, exactly
 * @param audience one of these must be in {@code aud}
 * @param algorithms of signatures, asymmetric ones only
 * @param types of the header {@code typ}, in lower case; {@code none} stands for a header without
 * @param skew by how much clocks may differ
 */
public record Rules(
    String issuer,
    List<String> audience,
    Set<String> algorithms,
    Set<String> types,
    Duration skew) {

  /** All that exist for asymmetric keys in RFC 7518 and RFC 8037. */
  private static final Set<String> ASYMMETRIC =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  /** Keycloak's claim {@code typ} of what it signs with the same keys for other uses. */
  private static final Set<String> OTHER_USES = Set.of("ID", "Refresh", "Offline", "Logout");

  private static final int MAX_AGE_SECONDS = Integer.MAX_VALUE;

  public Rules {
    audience = List.copyOf(audience);
    algorithms = Set.copyOf(algorithms);
    types = Set.copyOf(types);
  }

  /** Those of the algorithms that are none for asymmetric keys, and must not be allowed. */
  public static List<String> unusable(Collection<String> algorithms) {
    return algorithms.stream().filter(name -> !ASYMMETRIC.contains(name)).toList();
  }

  void checkType(@Nullable String type) {
    String name = type == null ? "none" : type.toLowerCase(Locale.ROOT);
    String prefix = "application/";
    if (!types.contains(name.startsWith(prefix) ? name.substring(prefix.length()) : name)) {
      throw new BadToken(Reason.WRONG_TYPE);
    }
  }

  /**
   * Checks issuer, audience, times and use of claims that the issuer vouches for.
   *
   * @throws BadToken if they are not what they must be
   */
  public void check(Claims claims, boolean issuerRequired, Clock clock) {
    if (claims.at("typ") instanceof String use && OTHER_USES.contains(use)) {
      throw new BadToken(Reason.WRONG_TYPE);
    }
    checkClaims(claims, issuerRequired, clock);
  }

  /**
   * Checks issuer, audience and times.
   *
   * @throws BadToken if they are not what they must be
   */
  public void checkClaims(Claims claims, boolean issuerRequired, Clock clock) {
    try {
      new JwtConsumerBuilder()
          .setSkipSignatureVerification()
          .setDisableRequireSignature()
          .setExpectedIssuer(issuerRequired, issuer)
          .setExpectedAudience(audience.toArray(String[]::new))
          .setRequireExpirationTime()
          .setIssuedAtRestrictions(0, MAX_AGE_SECONDS)
          .setAllowedClockSkewInSeconds((int) skew.toSeconds())
          .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
          .build()
          .processContext(new JwtContext(claims.jwt(), List.of()));
    } catch (InvalidJwtException e) {
      throw new BadToken(reason(e));
    }
  }

  private static Reason reason(InvalidJwtException problem) {
    if (problem.hasErrorCode(ErrorCodes.ISSUER_INVALID)
        || problem.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return Reason.UNKNOWN_ISSUER;
    }
    if (problem.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || problem.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return Reason.WRONG_AUDIENCE;
    }
    if (problem.hasErrorCode(ErrorCodes.EXPIRED)) {
      return Reason.TOKEN_EXPIRED;
    }
    if (problem.hasErrorCode(ErrorCodes.NOT_YET_VALID)
        || problem.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
      return Reason.TOKEN_NOT_YET_VALID;
    }
    return Reason.MALFORMED_CLAIM;
  }
}
