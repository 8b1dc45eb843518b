package dev.writ.server.bundle;

import dev.writ.engine.bundle.BundleKey;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bundle as it is given out.
 *
 * @param bytes whole and signed
 * @param tag its strong ETag, with quotes
 * @param sequence unsigned
 * @param issuedAt when it was signed
 * @param notAfter the last moment at which it may decide
 */
record Issued(byte[] bytes, String tag, long sequence, Instant issuedAt, Instant notAfter) {

  static Issued of(byte[] bytes, long sequence, Instant issuedAt, Instant notAfter) {
    String tag = "\"" + BundleKey.sha256(bytes) + "\"";
    return new Issued(bytes, tag, sequence, issuedAt, notAfter);
  }

  /** Whether a client has it: {@code If-None-Match}, RFC 9110, section 13.1.2. */
  boolean isAmong(@Nullable String known) {
    return known != null
        && Stream.of(known.split(","))
            .map(String::strip)
            .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
  }
}
