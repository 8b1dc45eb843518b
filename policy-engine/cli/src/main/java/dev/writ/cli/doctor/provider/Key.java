package dev.writ.cli.doctor.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** A key as a provider publishes it (RFC 7517). */
public final class Key {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode members;
  private final int position;

  /**
   * @param position in its set, from 1
   */
  Key(ObjectNode members, int position) {
    this.members = members.deepCopy();
    this.position = position;
  }

  /** Its id, or its place where it has none. */
  public String name() {
    return text("kid").orElse("number " + position);
  }

  /** A member, if it is there and a text. */
  public Optional<String> text(String member) {
    return Optional.ofNullable(members.get(member))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** Whether a member is there, whatever its type. */
  public boolean has(String member) {
    return members.has(member);
  }

  /** The key itself, or nothing if it is of a kind that is not known or not well-formed. */
  public Optional<java.security.Key> key() {
    Map<String, Object> parameters =
        MAPPER.convertValue(
            members,
            MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    try {
      return Optional.ofNullable(JsonWebKey.Factory.newJwk(parameters).getKey());
    } catch (JoseException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
