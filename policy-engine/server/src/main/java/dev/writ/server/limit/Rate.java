package dev.writ.server.limit;

import dev.writ.server.config.LimitConfig;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.Optional;

/**
 * How often something may happen.
 *
 * @param perSecond on average; 0 for as often as it likes
 * @param burst at once
 */
record Rate(long perSecond, long burst) {
  static final Rate NONE = new Rate(0, 1);

  Rate {
    if (perSecond < 0 || burst < 1) {
      throw new IllegalArgumentException(
          "writ.limits: a rate is not negative and a burst is at least 1");
    }
  }

  static Rate of(long perSecond, Optional<Long> burst) {
    return new Rate(perSecond, burst.orElse(Math.max(1, 2 * perSecond)));
  }

  static Rate of(LimitConfig.PeerRate configured) {
    return of(configured.rate(), configured.burst());
  }

  boolean isUnlimited() {
    return perSecond == 0;
  }

  BucketConfiguration configuration() {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build())
        .build();
  }
}
