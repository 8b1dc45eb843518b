package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** On what kind of address the server listens, and what that means for its peers. */
public enum Exposure {
  /** On the loopback address: whoever is on this machine may ask. */
  LOOPBACK(
      "listening on the loopback address only: no credentials are asked for, and only loopback host"
          + " names are answered"),
  /** On any address, told not to authenticate anybody. */
  INSECURE(
      "insecure: anybody who reaches this port may ask for decisions, unencrypted and"
          + " unauthenticated");

  private final String notice;

  Exposure(String notice) {
    this.notice = notice;
  }

  /**
   * The exposure that listening on a host means.
   *
   * @throws Refused if the server must not listen there
   */
  public static Exposure of(String host, boolean insecure) {
    if (isLoopback(host)) {
      return LOOPBACK;
    }
    if (insecure) {
      return INSECURE;
    }
    throw new Refused(
        "refusing to listen on `"
            + host
            + "` without TLS and a way to authenticate peers: listen on 127.0.0.1, or say"
            + " --insecure to serve anybody");
  }

  /** Who every peer is. */
  public Peer peer() {
    return this == LOOPBACK ? Peer.LOCAL : Peer.ANONYMOUS;
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

  /** The server must not open its door; the message says why and what to do. */
  public static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }
}
