package dev.writ.server.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is revoked right now. Safe for use by several threads; never blocks. */
public interface Revocations {

  /**
   * Looks for a reason not to believe a credential. To be asked at every use, also of a credential
   * whose verification is cached.
   *
   * @return the entry that revokes it, or null where none does
   */
  @Nullable Revocation of(Credential credential, Instant now);
}
