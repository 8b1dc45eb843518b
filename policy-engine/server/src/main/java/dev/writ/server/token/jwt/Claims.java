package dev.writ.server.token.jwt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * What a token claims. A path such as {@code realm_access.roles} leads through objects; a name that
 * itself has dots is found too, whole.
 */
public final class Claims {
  private final JwtClaims claims;

  private Claims(JwtClaims claims) {
    this.claims = claims;
  }

  /**
   * Reads a JSON object in which no name appears twice.
   *
   * @throws BadToken if it is anything else
   */
  public static Claims read(String json) {
    try {
      return new Claims(JwtClaims.parse(json));
    } catch (InvalidJwtException e) {
      throw new BadToken(Reason.MALFORMED_TOKEN);
    }
  }

  JwtClaims jwt() {
    return claims;
  }

  /** All claims, by name, as JSON values. Not to be changed. */
  public Map<String, Object> all() {
    return claims.getClaimsMap();
  }

  /** The value at a path, or null. */
  public @Nullable Object at(String path) {
    return at(all(), path);
  }

  private static @Nullable Object at(Map<?, ?> map, String path) {
    if (map.containsKey(path)) {
      return map.get(path);
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (map.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        Object value = at(inner, path.substring(dot + 1));
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  /**
   * The text at a path, or null where there is nothing.
   *
   * @throws BadToken if it is no text, or an empty one
   */
  public @Nullable String text(String path) {
    Object value = at(path);
    if (value == null || value instanceof String text && !text.isEmpty()) {
      return (String) value;
    }
    throw new BadToken(Reason.MALFORMED_CLAIM);
  }

  /**
   * The texts at a path: a list of them, or one text split at its spaces; empty where there is
   * nothing.
   *
   * @throws BadToken if it is anything else
   */
  public List<String> texts(String path) {
    return switch (at(path)) {
      case null -> List.of();
      case String text -> text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          list.stream().map(String.class::cast).toList();
      default -> throw new BadToken(Reason.MALFORMED_CLAIM);
    };
  }

  /**
   * The instant of a claim in seconds, or null where there is none.
   *
   * @throws BadToken if it is no number
   */
  public @Nullable Instant time(String name) {
    try {
      var date = claims.getNumericDateClaimValue(name);
      return date == null ? null : Instant.ofEpochSecond(date.getValue());
    } catch (MalformedClaimException e) {
      throw new BadToken(Reason.MALFORMED_CLAIM);
    }
  }
}
