package dev.writ.log.record;

import dev.writ.log.store.Disclosure;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is kept beside the log. Thread-safe. */
@FunctionalInterface
public interface Disclosures {
  /** As if everything were deleted. */
  Disclosures NONE = digest -> null;

  /** Those of one entry. */
  static Disclosures of(List<Disclosure> disclosures) {
    return digest -> {
      for (Disclosure disclosure : disclosures) {
        if (Arrays.equals(disclosure.digest(), digest)) {
          return disclosure.content();
        }
      }
      return null;
    };
  }

  /**
   * The content of a disclosure.
   *
   * @param digest 32 bytes
   * @return its content, or null where it was deleted
   */
  byte @Nullable [] find(byte[] digest);
}
