package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** On what kind of address the server listens, and what that means for its peers. */
public enum Exposure {
  /** On the loopback address: whoever is on this machine may ask. */
  LOOPBACK(
      "listening on the loopback address only: no credentials are asked for, and only loopback host"
          + " names are answered",
      Peer.LOCAL),
  /** On any address, told not to authenticate anybody. */
  INSECURE(
      "insecure: anybody who reaches this port may ask for decisions, unencrypted and"
          + " unauthenticated",
      Peer.ANONYMOUS),
  /** Every peer proves who it is. */
  AUTHENTICATED("peers must prove who they are, and may do what `writ.peers` grants them", null);

  private final String notice;
  private final @Nullable Peer peer;

  Exposure(String notice, @Nullable Peer peer) {
    this.notice = notice;
    this.peer = peer;
  }

  /**
   * The exposure that listening on a host means.
   *
   * @throws Refused if the server must not listen there
   */
  public static Exposure of(String host, Protection protection) {
    if (isLoopback(host)) {
      return protection.wanted() && !protection.local()
          ? authenticated(host, protection)
          : LOOPBACK;
    }
    if (protection.insecure()) {
      return INSECURE;
    }
    if (!protection.encrypted()) {
      throw new Refused(
          "refusing to listen on `%s` without TLS and a way to authenticate peers: configure"
                  .formatted(host)
              + " `writ.tls`, listen on 127.0.0.1, or say --insecure to serve anybody");
    }
    return authenticated(host, protection);
  }

  private static Exposure authenticated(String host, Protection protection) {
    if (!protection.authenticates()) {
      throw new Refused(
          "refusing to listen on `%s` without a way to authenticate peers: configure"
                  .formatted(host)
              + " `writ.tls.trust-domains`, or listen on 127.0.0.1 and say `writ.local=true`");
    }
    return AUTHENTICATED;
  }

  /** Who a peer without credentials is; null where it is refused. */
  public @Nullable Peer peer() {
    return peer;
  }

  /** One line for the operator. */
  public String notice() {
    return notice;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new Refused("cannot listen on `" + host + "`: it is not an address of this machine");
    }
  }

  /**
   * What the configuration does about peers.
   *
   * @param encrypted whether only TLS is served
   * @param authenticates whether there is a way for peers to prove who they are
   * @param grants whether any peer is granted anything by name
   * @param local whether programs on this machine need no credentials all the same
   * @param insecure whether nobody needs any
   */
  public record Protection(
      boolean encrypted, boolean authenticates, boolean grants, boolean local, boolean insecure) {

    /** No peer is configured at all. */
    public static final Protection NONE = new Protection(false, false, false, false, false);

    boolean wanted() {
      return authenticates || grants;
    }
  }

  /** The server must not open its door; the message says why and what to do. */
  public static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }
}
