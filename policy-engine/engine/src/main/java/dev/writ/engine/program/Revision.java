package dev.writ.engine.program;

import org.jspecify.annotations.Nullable;

/**
 * Which policies decided.
 *
 * @param hash the SHA-256 of the policy set's content, 64 lower-case hexadecimal digits
 * @param commit the Git commit it was read from, or null where there is none
 */
public record Revision(String hash, @Nullable String commit) {
  @Override
  public String toString() {
    return commit == null ? hash : commit;
  }
}
