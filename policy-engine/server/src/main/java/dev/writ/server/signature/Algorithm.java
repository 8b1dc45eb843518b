package dev.writ.server.signature;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a key signs. It belongs to the key; what a signature says of it is only held against it. */
enum Algorithm {
  ED25519,
  ECDSA_P256_SHA256,
  HMAC_SHA256,
  /** The form with {@code X-Signature}. A key of it serves nothing else. */
  LEGACY_HMAC_SHA256;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in RFC 9421's registry and in the configuration. */
  String id() {
    return id;
  }

  /** Whether whoever verifies could sign as well. */
  boolean isSymmetric() {
    return this == HMAC_SHA256 || this == LEGACY_HMAC_SHA256;
  }

  /**
   * The algorithm of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Algorithm named(String id) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "`%s` is none of the algorithms %s".formatted(id, names())));
  }

  private static String names() {
    return Arrays.stream(values()).map(Algorithm::id).collect(Collectors.joining(", "));
  }
}
