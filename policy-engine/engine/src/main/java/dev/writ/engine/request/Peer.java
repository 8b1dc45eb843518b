package dev.writ.engine.request;

import java.util.Locale;

/**
 * Who called the PDP, as its door authenticated it; never from a request's body.
 *
 * @param id its name: a SPIFFE ID, {@code issuer|subject} of a token, a key's owner, a local user
 * @param kind how it authenticated
 */
public record Peer(String id, Kind kind) {

  /** How a peer authenticated; the lower-case name is what policies and logs see. */
  public enum Kind {
    MTLS,
    TOKEN,
    SIGNATURE,
    /** On the loopback address or a Unix socket, where no credentials are asked for. */
    LOCAL,
    /** Not at all: the PDP runs with {@code --insecure}. */
    NONE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The public name, such as {@code mtls}. */
    public String id() {
      return id;
    }
  }

  /** A caller on the loopback address. */
  public static final Peer LOCAL = new Peer("local", Kind.LOCAL);

  /** A caller of a PDP that was told to authenticate nobody. */
  public static final Peer ANONYMOUS = new Peer("anonymous", Kind.NONE);
}
