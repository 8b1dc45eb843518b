package dev.writ.server.signature;

import dev.writ.server.peer.Call;
import dev.writ.server.peer.Refused;
import dev.writ.server.signature.PeerKeys.PeerKey;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies the older form, for services that have nothing better: {@code X-Service-ID} names the
 * peer, {@code X-Timestamp} the time in seconds or milliseconds since 1970, and {@code X-Signature}
 * is, in hexadecimal, HMAC-SHA-256 of six lines joined by line feeds: the method, the path, the
 * query without {@code ?} (empty where there is none), the timestamp as sent, the service id, and
 * SHA-256 of the body in lower-case hexadecimal. It has no nonce, so a signature is its own: one
 * who sends the same request twice uses milliseconds.
 */
final class LegacySignatures {
  static final String SERVICE = "X-Service-ID";
  static final String TIMESTAMP = "X-Timestamp";
  static final String SIGNATURE = "X-Signature";
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Pattern TIME = Pattern.compile("\\d{10}(\\d{3})?");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int SECONDS = 10;

  private final PeerKeys keys;
  private final Acceptance acceptance;
  private final Set<String> meaningful;
  private final Clock clock;

  /**
   * @param meaningful the headers, in lower case, that a request must not have, since no signature
   *     of this form covers them
   */
  LegacySignatures(PeerKeys keys, Acceptance acceptance, Set<String> meaningful, Clock clock) {
    this.keys = keys;
    this.acceptance = acceptance;
    this.meaningful = Set.copyOf(meaningful);
    this.clock = clock;
  }

  /** Whether a request has this form's signature. */
  static boolean isClaimedBy(Call call) {
    return call.request().headers().contains(SIGNATURE);
  }

  /**
   * Whose signature a request has.
   *
   * @return the peer's id, or a failure with {@link Refused}
   */
  Uni<String> verify(SignedMessage message) {
    String service = one(message, SERVICE);
    String timestamp = matching(TIME, one(message, TIMESTAMP));
    byte[] signature = HexFormat.of().parseHex(matching(HEX, one(message, SIGNATURE)));
    Instant now = clock.instant();
    acceptance.age().check(Long.parseLong(timestamp, 0, SECONDS, 10), WINDOW, now);
    if (meaningful.stream().anyMatch(message::has)) {
      throw Fault.LEGACY_INCOMPLETE.refused();
    }
    PeerKey key = keyOf(service, canonical(message, service, timestamp), signature);
    return acceptance.once(key, HexFormat.of().formatHex(signature), WINDOW, now);
  }

  private PeerKey keyOf(String service, byte[] canonical, byte[] signature) {
    return keys.legacyOf(service).stream()
        .filter(key -> key.verifies(canonical, signature))
        .findFirst()
        .orElseThrow(Fault.SIGNATURE_INVALID::refused);
  }

  static byte[] canonical(SignedMessage message, String service, String timestamp) {
    String body = HexFormat.of().formatHex(ContentDigest.digest("SHA-256", message.body()));
    return String.join(
            "\n",
            message.method(),
            message.path(),
            message.query().substring(1),
            timestamp,
            service,
            body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String one(SignedMessage message, String field) {
    List<String> values = message.fields().apply(field);
    if (values.size() != 1) {
      throw Fault.LEGACY_MALFORMED.refused();
    }
    return values.get(0);
  }

  private static String matching(Pattern form, String value) {
    if (!form.matcher(value).matches()) {
      throw Fault.LEGACY_MALFORMED.refused();
    }
    return value;
  }
}
