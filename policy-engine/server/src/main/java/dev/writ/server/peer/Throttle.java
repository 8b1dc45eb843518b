package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import io.smallrye.mutiny.Uni;

/** Keeps each peer to its share of the server. Safe for use by several threads. */
public interface Throttle {

  /**
   * Before credentials are looked at.
   *
   * @throws Refused if too many calls from this address failed to prove who they are
   */
  void checkAddress(Call call);

  /** Takes note that a call did not prove who it is. */
  void failed(Call call);

  /**
   * Counts a call of a peer.
   *
   * @return nothing, or a failure with {@link Refused} if it called too often
   */
  Uni<Void> admit(Peer peer, Call call);
}
