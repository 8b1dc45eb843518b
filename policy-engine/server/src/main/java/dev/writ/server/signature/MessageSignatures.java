package dev.writ.server.signature;

import dev.writ.server.peer.Call;
import dev.writ.server.peer.Refused;
import dev.writ.server.signature.PeerKeys.PeerKey;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Verifies HTTP Message Signatures. */
final class MessageSignatures {
  private final PeerKeys keys;
  private final Acceptance acceptance;
  private final Set<String> meaningful;
  private final Clock clock;

  /**
   * @param meaningful the headers, in lower case, that must be covered where a request has them
   */
  MessageSignatures(PeerKeys keys, Acceptance acceptance, Set<String> meaningful, Clock clock) {
    this.keys = keys;
    this.acceptance = acceptance;
    this.meaningful = Set.copyOf(meaningful);
    this.clock = clock;
  }

  /** Whether a request has a signature, or half of one. */
  static boolean isClaimedBy(Call call) {
    return call.request().headers().contains(SignatureInput.INPUT)
        || call.request().headers().contains(SignatureInput.SIGNATURE);
  }

  /**
   * Whose signature a request has.
   *
   * @return the peer's id, or a failure with {@link Refused}
   */
  Uni<String> verify(SignedMessage message) {
    SignatureInput input = SignatureInput.of(message);
    Instant now = clock.instant();
    PeerKey key = verified(input, message, now);
    return acceptance.once(key, input.nonce(), acceptance.age().window(), now);
  }

  /** Cheap checks come first, so that rubbish costs no cryptography. */
  private PeerKey verified(SignatureInput input, SignedMessage message, Instant now) {
    input.nonce();
    checkTime(input, now);
    SignatureBase base = SignatureBase.of(input, message);
    if (!base.isEnough(message, meaningful)) {
      throw Fault.SIGNATURE_INCOMPLETE.refused();
    }
    PeerKey key = keyOf(input);
    if (!key.verifies(base.bytes(), input.signature())) {
      throw Fault.SIGNATURE_INVALID.refused();
    }
    ContentDigest.check(message);
    return key;
  }

  private void checkTime(SignatureInput input, Instant now) {
    Age age = acceptance.age();
    age.check(input.created(), age.window(), now);
    if (input.expires().isPresent() && input.expires().get() <= now.getEpochSecond()) {
      throw Fault.SIGNATURE_EXPIRED.refused();
    }
  }

  private PeerKey keyOf(SignatureInput input) {
    PeerKey key = keys.of(input.keyId());
    if (key == null) {
      throw Fault.UNKNOWN_KEY.refused();
    }
    if (!input.algorithm().orElse(key.algorithm().id()).equals(key.algorithm().id())) {
      throw Fault.SIGNATURE_INVALID.refused();
    }
    return key;
  }
}
