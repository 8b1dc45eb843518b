package dev.writ.log.record;

import org.jspecify.annotations.Nullable;

/** Finds what is kept beside the log. Thread-safe. */
@FunctionalInterface
public interface Disclosures {
  /** As if everything were deleted. */
  Disclosures NONE = digest -> null;

  /**
   * The content of a disclosure.
   *
   * @param digest 32 bytes
   * @return its content, or null where it was deleted
   */
  byte @Nullable [] find(byte[] digest);
}
