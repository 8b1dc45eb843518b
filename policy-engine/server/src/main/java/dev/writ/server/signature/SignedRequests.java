package dev.writ.server.signature;

import dev.writ.engine.request.Peer;
import dev.writ.server.config.SignatureConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Authenticator;
import dev.writ.server.peer.Call;
import dev.writ.server.peer.Grants;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Refused;
import dev.writ.server.replay.SeenOnce;
import dev.writ.server.revocation.Revocations;
import dev.writ.server.secret.Secrets;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Peers that sign their requests. A signature nobody has a key for is refused, not ignored. */
@Singleton
@Startup
class SignedRequests implements Authenticator {
  private static final Logger LOG = Logger.getLogger(SignedRequests.class);

  /** Covered, so that nobody lends a peer's signature another subject. */
  private static final String SUBJECT_TOKEN = "subject-token";

  private final MessageSignatures signatures;
  private final LegacySignatures legacySignatures;
  private final boolean legacy;
  private final boolean enabled;
  private final Optional<URI> url;

  SignedRequests(
      SignatureConfig configuration,
      WritConfig server,
      Secrets secrets,
      Grants grants,
      SeenOnce seenOnce,
      Revocations revocations,
      Clock clock) {
    var keys = new PeerKeys(configuration.keys(), secrets);
    var age = new Age(configuration.window(), configuration.skew(), clock.instant());
    var acceptance = new Acceptance(age, seenOnce, revocations);
    Set<String> meaningful = new HashSet<>(grants.serviceHeaders());
    meaningful.add(SUBJECT_TOKEN);
    legacySignatures = new LegacySignatures(keys, acceptance, meaningful, clock);
    meaningful.add("content-type");
    signatures = new MessageSignatures(keys, acceptance, meaningful, clock);
    url = server.url().map(URI::create);
    enabled = !configuration.keys().isEmpty();
    legacy = !keys.legacy().isEmpty();
    for (PeerKeys.PeerKey key : keys.legacy()) {
      LOG.warnf(
          "the key `%s` of `%s` signs in the legacy form, which does not cover headers: move it to"
              + " HTTP Message Signatures (RFC 9421)",
          key.id(), key.peer());
    }
  }

  @Override
  public boolean enabled() {
    return enabled;
  }

  @Override
  public @Nullable Uni<Identity> authenticate(Call call) {
    Uni<String> peer = peer(call);
    return peer == null ? null : peer.map(id -> Identity.of(new Peer(id, Peer.Kind.SIGNATURE)));
  }

  private @Nullable Uni<String> peer(Call call) {
    try {
      if (MessageSignatures.isClaimedBy(call)) {
        return signatures.verify(SignedMessage.of(call, url));
      }
      if (legacy && LegacySignatures.isClaimedBy(call)) {
        return legacySignatures.verify(SignedMessage.of(call, url));
      }
      return null;
    } catch (Refused e) {
      return Uni.createFrom().failure(e);
    }
  }
}
