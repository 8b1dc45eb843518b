package dev.writ.server.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the list.
 *
 * @param target what is revoked
 * @param until when the entry may be forgotten, since what it revokes has expired by then; {@link
 *     Instant#MAX} for never
 * @param issuedBefore revokes only what was issued before then, or at an unknown time; null revokes
 *     whatever matches. A logout ends what was, not the next login
 * @param reason for people; may be empty
 */
public record Revocation(
    Target target, Instant until, @Nullable Instant issuedBefore, String reason) {

  /**
   * What is revoked.
   *
   * @param issuer whose identifier the value is, or null for that of any issuer
   */
  public record Target(Kind kind, @Nullable String issuer, String value) {}

  /** Whether it takes effect for a credential of this age that its target matches. */
  boolean concerns(@Nullable Instant issued, Instant now) {
    return now.isBefore(until)
        && (issuedBefore == null || issued == null || issued.isBefore(issuedBefore));
  }
}
