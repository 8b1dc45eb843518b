package dev.writ.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answered (RFC 6749, 5.1).
 *
 * @param type {@code Bearer}, or {@code DPoP}
 * @param access the access token
 * @param refresh the refresh token, if one was issued
 * @param id the ID token, if one was issued
 */
public record Tokens(String type, String access, @Nullable String refresh, @Nullable String id) {

  static Tokens of(JsonNode answer) {
    return new Tokens(
        answer.path("token_type").asText(),
        answer.path("access_token").asText(),
        answer.path("refresh_token").textValue(),
        answer.path("id_token").textValue());
  }
}
