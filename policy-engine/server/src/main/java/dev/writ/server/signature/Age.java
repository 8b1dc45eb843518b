package dev.writ.server.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * When a signature is fresh.
 *
 * @param window how old it may be
 * @param skew how far its maker's clock may be ahead
 * @param start since when replays are remembered; what was made before may have been used before
 */
record Age(Duration window, Duration skew, Instant start) {

  /**
   * Refuses what is not fresh.
   *
   * @param created in seconds since 1970
   */
  void check(long created, Duration window, Instant now) {
    long second = now.getEpochSecond();
    if (created > second + skew.toSeconds()) {
      throw Fault.SIGNATURE_FROM_FUTURE.refused();
    }
    if (created < second - window.toSeconds() || created < start.getEpochSecond()) {
      throw Fault.SIGNATURE_TOO_OLD.refused();
    }
  }

  /**
   * How long to remember one that was used: twice as long as it is accepted, since the clock may be
   * set back meanwhile.
   */
  Duration memory(Duration window) {
    return window.plus(skew).multipliedBy(2);
  }
}
