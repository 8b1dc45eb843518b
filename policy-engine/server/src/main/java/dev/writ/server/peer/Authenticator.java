package dev.writ.server.peer;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** One way for a peer to prove who it is. Safe for use by several threads. */
@FunctionalInterface
public interface Authenticator {

  /**
   * Looks for credentials of this way.
   *
   * @return null where the call has none; else who the peer is, or a failure with {@link Refused}
   *     where they do not prove it. Credentials that do not verify are never ignored
   */
  @Nullable Uni<Identity> authenticate(Call call);

  /** Whether the configuration lets any peer prove itself this way; asked once, at the start. */
  default boolean enabled() {
    return true;
  }

  /**
   * What {@code WWW-Authenticate} says of this way where credentials are missing (RFC 9110, section
   * 11.6.1).
   */
  default @Nullable String challenge() {
    return null;
  }
}
