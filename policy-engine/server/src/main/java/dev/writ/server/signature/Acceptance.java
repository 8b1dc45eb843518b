package dev.writ.server.signature;

import dev.writ.server.replay.SeenOnce;
import dev.writ.server.replay.SeenOnce.Verdict;
import dev.writ.server.revocation.Credential;
import dev.writ.server.revocation.Revocations;
import dev.writ.server.signature.PeerKeys.PeerKey;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * What stands between a signature that verifies and its peer, whatever its form: that it is fresh,
 * that its key is not revoked, and that it was not used before.
 */
record Acceptance(Age age, SeenOnce seenOnce, Revocations revocations) {

  /**
   * Takes a signature whose age was checked.
   *
   * @param identifier by which it is known again
   * @param window how old it may be
   * @return the peer's id, or a failure with the refusal
   */
  Uni<String> once(PeerKey key, String identifier, Duration window, Instant now) {
    if (revocations.of(Credential.key(key.id()), now) != null) {
      throw Fault.KEY_REVOKED.refused();
    }
    return seenOnce
        .mark(key.id(), identifier, age.memory(window))
        .map(verdict -> peer(verdict, key));
  }

  private static String peer(Verdict verdict, PeerKey key) {
    return switch (verdict) {
      case FIRST -> key.peer();
      case SEEN -> throw Fault.SIGNATURE_REPLAYED.refused();
      case UNKNOWN -> throw Fault.REPLAY_UNKNOWN.refused();
    };
  }
}
