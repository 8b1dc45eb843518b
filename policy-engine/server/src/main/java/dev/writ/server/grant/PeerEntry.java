package dev.writ.server.grant;

import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.request.Peer;
import dev.writ.server.peer.Identity;
import java.util.List;
import java.util.Set;

/**
 * One entry of {@code writ.peers}: whom it recognises, and what they may do.
 *
 * @param spiffeIds of certificates
 * @param commonNames of certificates
 * @param tokens {@code issuer|subject}
 * @param clients {@code issuer|client}
 * @param keyOwners of signed requests
 */
record PeerEntry(
    List<ServicePattern> spiffeIds,
    Set<String> commonNames,
    Set<String> tokens,
    Set<String> clients,
    Set<String> keyOwners,
    Rights rights) {

  boolean recognises(Identity identity) {
    Peer peer = identity.peer();
    return switch (peer.kind()) {
      case MTLS -> byCertificate(identity);
      case TOKEN ->
          tokens.contains(peer.id())
              || (identity.client() != null && clients.contains(identity.client()));
      case SIGNATURE -> keyOwners.contains(peer.id());
      case LOCAL, NONE -> false;
    };
  }

  /** A common name that looks like a SPIFFE ID is none: only a service has one. */
  private boolean byCertificate(Identity identity) {
    if (identity.service() == null) {
      return commonNames.contains(identity.peer().id());
    }
    for (ServicePattern pattern : spiffeIds) {
      if (pattern.matches(identity.service().id())) {
        return true;
      }
    }
    return false;
  }
}
