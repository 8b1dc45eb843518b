package dev.writ.server.token.proof;

import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Reason;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token is bound to: its claim {@code cnf} (RFC 7800).
 *
 * @param key thumbprint of the key that DPoP proofs must be signed with, or null
 * @param certificate thumbprint of the client certificate that must be used, or null
 */
public record Confirmation(@Nullable String key, @Nullable String certificate) {
  private static final String KEY = "jkt";
  private static final String CERTIFICATE = "x5t#S256";

  /** The other methods of IANA's registry; members that name no method are an issuer's own. */
  private static final Set<String> OTHERS = Set.of("jwk", "jwe", "kid", "jku", "osc");

  private static final Confirmation NONE = new Confirmation(null, null);

  /**
   * Reads it from a token's claims.
   *
   * @throws BadToken if the token is bound in any other way
   */
  public static Confirmation of(Claims claims) {
    return switch (claims.all().get("cnf")) {
      case null -> NONE;
      case Map<?, ?> bound when isUnderstood(bound) ->
          new Confirmation((String) bound.get(KEY), (String) bound.get(CERTIFICATE));
      default -> throw new BadToken(Reason.UNKNOWN_CONFIRMATION);
    };
  }

  private static boolean isUnderstood(Map<?, ?> bound) {
    return (bound.containsKey(KEY) || bound.containsKey(CERTIFICATE))
        && isAbsentOrText(bound, KEY)
        && isAbsentOrText(bound, CERTIFICATE)
        && OTHERS.stream().noneMatch(bound::containsKey);
  }

  private static boolean isAbsentOrText(Map<?, ?> bound, String name) {
    return !bound.containsKey(name) || bound.get(name) instanceof String;
  }

  /** Whether it is bound to nothing: a bearer token. */
  public boolean isNone() {
    return key == null && certificate == null;
  }
}
