package dev.writ.server.signature;

import dev.writ.server.config.SignatureConfig;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The keys of all peers. Safe for use by several threads. */
final class PeerKeys {
  private static final Logger LOG = Logger.getLogger(PeerKeys.class);

  private final Map<String, PeerKey> byId;

  /** One key and whose it is. */
  record PeerKey(String id, String peer, Algorithm algorithm, Secret<VerificationKey> secret) {

    /** Whether a signature is this key's, as the key is now. */
    boolean verifies(byte[] message, byte[] signature) {
      try {
        return secret.get().verifies(message, signature);
      } catch (Secret.Unusable e) {
        LOG.debugf("key `%s`: %s", id, e.getMessage());
        return false;
      }
    }
  }

  PeerKeys(Map<String, SignatureConfig.Key> keys, Secrets secrets) {
    byId =
        keys.entrySet().stream()
            .map(entry -> read(entry.getKey(), entry.getValue(), secrets))
            .collect(Collectors.toUnmodifiableMap(PeerKey::id, key -> key));
  }

  private static PeerKey read(String id, SignatureConfig.Key key, Secrets secrets) {
    Algorithm algorithm = Algorithm.named(key.algorithm());
    String name = "writ.signatures.keys.\"" + id + "\".file";
    Function<byte[], VerificationKey> parser = bytes -> KeyFile.parse(algorithm, bytes);
    Secret<VerificationKey> secret =
        algorithm.isSymmetric()
            ? secrets.read(key.file(), name, parser)
            : secrets.readPublic(key.file(), name, parser);
    return new PeerKey(id, key.peer(), algorithm, secret);
  }

  /** A key for message signatures, by its id. */
  @Nullable PeerKey of(String id) {
    PeerKey key = byId.get(id);
    return key == null || key.algorithm() == Algorithm.LEGACY_HMAC_SHA256 ? null : key;
  }

  /** The keys of all peers that use the older form. */
  List<PeerKey> legacy() {
    return legacyKeys().toList();
  }

  /** A peer's keys for the older form. */
  List<PeerKey> legacyOf(String peer) {
    return legacyKeys().filter(key -> key.peer().equals(peer)).toList();
  }

  private Stream<PeerKey> legacyKeys() {
    return byId.values().stream().filter(key -> key.algorithm() == Algorithm.LEGACY_HMAC_SHA256);
  }
}
