package dev.writ.engine.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subject's token after the PDP verified it: never the token's text.
 *
 * @param issuer {@code iss}
 * @param keyId {@code kid} of the key that verified it, or null
 * @param tokenId SHA-256 of {@code jti} in hexadecimal, or null where it has none
 * @param subjectType the subject type of its issuer
 * @param subjectId the subject's id
 * @param properties what it states of the subject, {@code roles} and {@code groups} included; a
 *     token without those claims states empty lists
 * @param claims the verified claims that policies see as {@code token}
 */
public record VerifiedToken(
    String issuer,
    @Nullable String keyId,
    @Nullable String tokenId,
    String subjectType,
    String subjectId,
    Map<String, Object> properties,
    Map<String, Object> claims) {
  public VerifiedToken {
    properties = PropertyValues.of(withRolesAndGroups(properties), "subject");
    claims = PropertyValues.of(claims, "token");
  }

  /** Without its empty lists, a token that is silent would let the peer state them. */
  private static Map<String, Object> withRolesAndGroups(Map<String, Object> stated) {
    Map<String, Object> properties = new HashMap<>(stated);
    for (String name : List.of("roles", "groups")) {
      if (properties.get(name) == null) {
        properties.put(name, List.of());
      }
    }
    return properties;
  }
}
