package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.Service.Source;
import dev.writ.engine.request.SpiffeId;
import org.jspecify.annotations.Nullable;

/**
 * Who a request's peer proved to be.
 *
 * @param service the peer itself as a workload, where its certificate has a SPIFFE ID; else null
 * @param self the peer itself as a subject, about which it may always ask; null where it is none
 * @param client {@code issuer|client} where its token was issued to an OAuth client itself; else
 *     null
 */
public record Identity(
    Peer peer, @Nullable Service service, @Nullable SubjectName self, @Nullable String client) {

  /** A peer that is neither a workload with a SPIFFE ID nor a subject. */
  public static Identity of(Peer peer) {
    return new Identity(peer, null, null, null);
  }

  /** A workload, by its certificate. */
  public static Identity of(SpiffeId id) {
    return new Identity(
        new Peer(id.toString(), Peer.Kind.MTLS),
        new Service(id, Source.CERTIFICATE),
        SubjectName.of(id),
        null);
  }

  /** The same, on a connection that proves another: its certificate says which workload calls. */
  Identity and(Identity connection) {
    return new Identity(peer, service == null ? connection.service() : service, self, client);
  }

  /**
   * The bearer of a token.
   *
   * @param id the claim {@code sub}
   * @param self the token's subject, or null where the issuer's peers are none
   * @param client the client that it was issued to itself, on no user's behalf; or null
   */
  public static Identity ofToken(
      String issuer, String id, @Nullable SubjectName self, @Nullable String client) {
    return new Identity(
        new Peer(issuer + "|" + id, Peer.Kind.TOKEN),
        null,
        self,
        client == null ? null : issuer + "|" + client);
  }
}
