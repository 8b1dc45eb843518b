package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Service;
import org.jspecify.annotations.Nullable;

/**
 * Who a request's peer proved to be.
 *
 * @param service the peer itself as a workload, where its certificate has a SPIFFE ID; else null
 */
public record Identity(Peer peer, @Nullable Service service) {

  /** A peer that is not a workload with a SPIFFE ID. */
  public static Identity of(Peer peer) {
    return new Identity(peer, null);
  }
}
