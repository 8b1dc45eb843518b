package dev.writ.cli.doctor.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Reply;
import dev.writ.cli.doctor.web.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys that a provider publishes. */
public sealed interface KeySet {

  /** They could be read. */
  record Read(List<Key> keys) implements KeySet {
    public Read {
      keys = List.copyOf(keys);
    }
  }

  /** They could not. */
  record Unread(String reason) implements KeySet {}

  /** Fetches what the metadata names as {@code jwks_uri}. */
  static KeySet of(Metadata metadata, Web web) {
    try {
      String address =
          metadata
              .text("jwks_uri")
              .orElseThrow(() -> new NoAnswer("the metadata has no `jwks_uri`"));
      Reply reply =
          web.get(
              Addresses.parse(address),
              Map.of("Accept", "application/jwk-set+json, application/json"));
      if (reply.status() != 200) {
        throw new NoAnswer("`jwks_uri` answers with status " + reply.status());
      }
      return new Read(keys(Json.object(reply.body(), "the key set")));
    } catch (NoAnswer e) {
      return new Unread(e.reason());
    } catch (Metadata.Malformed e) {
      return new Unread(String.valueOf(e.getMessage()));
    }
  }

  private static List<Key> keys(ObjectNode set) throws NoAnswer {
    JsonNode list = set.path("keys");
    if (!list.isArray()) {
      throw new NoAnswer("the key set has no list `keys`");
    }
    var keys = new ArrayList<Key>();
    for (JsonNode key : list) {
      if (!(key instanceof ObjectNode members)) {
        throw new NoAnswer("`keys` has an element that is no object");
      }
      keys.add(new Key(members, keys.size() + 1));
    }
    return keys;
  }
}
