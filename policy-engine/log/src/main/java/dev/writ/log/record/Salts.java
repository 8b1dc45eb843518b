package dev.writ.log.record;

import java.security.SecureRandom;
import java.util.Arrays;

/** Salts of 128 bits, drawn many at a time, since each draw has a fixed cost. Not thread-safe. */
final class Salts {
  private static final int LENGTH = 16;

  private final SecureRandom random = new SecureRandom();
  private final byte[] drawn = new byte[256 * LENGTH];
  private int used = drawn.length;

  /** A salt that no one was given before. */
  byte[] next() {
    if (used == drawn.length) {
      random.nextBytes(drawn);
      used = 0;
    }
    byte[] salt = Arrays.copyOfRange(drawn, used, used + LENGTH);
    Arrays.fill(drawn, used, used + LENGTH, (byte) 0);
    used += LENGTH;
    return salt;
  }
}
