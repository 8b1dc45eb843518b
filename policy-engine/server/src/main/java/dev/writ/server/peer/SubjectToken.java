package dev.writ.server.peer;

import dev.writ.engine.request.VerifiedToken;
import java.util.List;

/** What a peer presented to prove who the subject is. */
public sealed interface SubjectToken {

  /** Nothing: the subject is whom the peer states. */
  record None() implements SubjectToken {}

  /**
   * A token that verified.
   *
   * @param dropped what it states and its issuer may not state, as paths such as {@code
   *     token.roles[admin]}
   */
  record Verified(VerifiedToken token, List<String> dropped) implements SubjectToken {
    public Verified {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * A token that is not believed. Whatever is asked about its subject is denied; what the peer
   * states never stands in for it.
   *
   * @param code such as {@code token-expired}; of a closed set
   * @param reason for the peer; nothing of the token
   */
  record Unverified(String code, String reason) implements SubjectToken {}
}
