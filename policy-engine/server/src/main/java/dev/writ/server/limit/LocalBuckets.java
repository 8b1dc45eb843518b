package dev.writ.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Buckets of this process. They count by compare-and-set, without locks. Where there are more keys
 * than it may keep, those that called least lately and least often are forgotten and begin anew.
 */
final class LocalBuckets implements Buckets {
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Cache<String, Bucket> buckets;
  private final TimeMeter clock;

  LocalBuckets(long most, TimeMeter clock) {
    this.clock = clock;
    buckets = Caffeine.newBuilder().maximumSize(most).expireAfterAccess(IDLE).build();
  }

  @Override
  public Uni<Long> take(String key, Rate rate) {
    return Uni.createFrom().item(takeNow(key, rate));
  }

  /** {@link #take} at once. */
  long takeNow(String key, Rate rate) {
    var probe = bucket(key, rate).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? NOTHING_TO_WAIT : Math.max(1, probe.getNanosToWaitForRefill());
  }

  /** What {@link #takeNow} would find, leaving it there. */
  long look(String key) {
    Bucket bucket = buckets.getIfPresent(key);
    if (bucket == null) {
      return NOTHING_TO_WAIT;
    }
    var probe = bucket.estimateAbilityToConsume(1);
    return probe.canBeConsumed() ? NOTHING_TO_WAIT : Math.max(1, probe.getNanosToWaitForRefill());
  }

  private Bucket bucket(String key, Rate rate) {
    Bucket known = buckets.getIfPresent(key);
    return known == null ? buckets.get(key, added -> full(rate)) : known;
  }

  private Bucket full(Rate rate) {
    var builder = Bucket.builder().withCustomTimePrecision(clock);
    for (var bandwidth : rate.configuration().getBandwidths()) {
      builder.addLimit(bandwidth);
    }
    return builder.build();
  }
}
