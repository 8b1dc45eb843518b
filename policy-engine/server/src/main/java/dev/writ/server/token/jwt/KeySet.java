package dev.writ.server.token.jwt;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's public keys for signatures (RFC 7517). Symmetric keys, keys for encryption and keys
 * whose id is not unique are left out. Immutable.
 */
public final class KeySet {
  /** Before any was fetched. */
  public static final KeySet EMPTY = new KeySet(List.of());

  /**
   * A key.
   *
   * @param id its {@code kid}, or null
   * @param algorithm the only one that it is for, or null
   */
  public record Key(@Nullable String id, @Nullable String algorithm, PublicKey key) {}

  private final Map<String, Key> byId = new HashMap<>();
  private final @Nullable Key only;

  private KeySet(List<Key> keys) {
    Set<String> twice = new HashSet<>();
    for (Key key : keys) {
      if (key.id() != null && byId.put(key.id(), key) != null) {
        twice.add(key.id());
      }
    }
    byId.keySet().removeAll(twice);
    only = keys.size() == 1 ? keys.getFirst() : null;
  }

  /**
   * Reads a JWK set.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static KeySet read(String json) {
    try {
      List<Key> keys = new ArrayList<>();
      for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
        if (key instanceof PublicJsonWebKey found && isForSignatures(found)) {
          keys.add(new Key(found.getKeyId(), found.getAlgorithm(), found.getPublicKey()));
        }
      }
      return new KeySet(keys);
    } catch (JoseException e) {
      throw new IllegalArgumentException("the answer is no JWK set");
    }
  }

  private static boolean isForSignatures(PublicJsonWebKey key) {
    return key.getUse() == null || key.getUse().equals("sig");
  }

  /** The key with an id, or the only key where no id is given; null where there is none. */
  public @Nullable Key find(@Nullable String id) {
    return id == null ? only : byId.get(id);
  }

  /** Whether this still is one of the keys. */
  public boolean holds(Key key) {
    return key.equals(find(key.id()));
  }
}
