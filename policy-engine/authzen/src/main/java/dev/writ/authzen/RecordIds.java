package dev.writ.authzen;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of decisions and of other records: UUIDs of version 7 (RFC 9562, section 5.7), so
 * that a log sorted by id is sorted by time. They are unique, not secret.
 */
public final class RecordIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int RANDOM_A_BITS = 0x0FFF;

  /** Keeps two servers apart whose random numbers happen to be equal. */
  private static final long INSTANCE = new SecureRandom().nextLong();

  private RecordIds() {}

  /** A new id, at a time in milliseconds since 1970. */
  public static String at(long milliseconds) {
    var random = ThreadLocalRandom.current();
    long high = (milliseconds << 16) | VERSION_7 | (random.nextLong() & RANDOM_A_BITS);
    long low = VARIANT | ((random.nextLong() ^ INSTANCE) >>> 2);
    return new UUID(high, low).toString();
  }
}
