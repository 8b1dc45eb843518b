package dev.writ.engine.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose bundles are believed.
 *
 * @param keys at least one, each once; while keys are rotated, the old and the new
 * @param threshold how many of the keys must have signed, from 1 to their number
 * @param repository the name of the policy repository that bundles must be of, or null for any:
 *     keys that sign for several repositories need it
 */
public record TrustedKeys(List<BundleKey> keys, int threshold, @Nullable String repository) {
  public TrustedKeys {
    keys = List.copyOf(keys);
    if (keys.stream().distinct().count() != keys.size()) {
      throw new IllegalArgumentException("a trusted key is listed twice");
    }
    if (threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(
          "signatures of %s of %s trusted keys cannot be demanded"
              .formatted(threshold, keys.size()));
    }
  }

  /** Any one of the keys suffices, for any repository. */
  public static TrustedKeys anyOf(List<BundleKey> keys) {
    return new TrustedKeys(keys, 1, null);
  }

  /** The same keys, of which so many must have signed. */
  public TrustedKeys demanding(int signatures) {
    return new TrustedKeys(keys, signatures, repository);
  }

  /** The same keys, believed for this repository's bundles alone. */
  public TrustedKeys of(String name) {
    return new TrustedKeys(keys, threshold, name);
  }

  @Nullable BundleKey key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
  }
}
