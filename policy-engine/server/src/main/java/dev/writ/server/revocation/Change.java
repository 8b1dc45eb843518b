package dev.writ.server.revocation;

import dev.writ.server.revocation.Revocation.Target;

/** One change of the list. */
sealed interface Change {

  /** Something is revoked, or revoked otherwise than before. */
  record Revoke(Revocation entry) implements Change {}

  /** A revocation is taken back. */
  record Reinstate(Target target) implements Change {}
}
