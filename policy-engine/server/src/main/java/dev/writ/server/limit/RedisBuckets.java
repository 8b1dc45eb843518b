package dev.writ.server.limit;

import dev.writ.server.shared.Redis;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Buckets that all servers share. While Redis is away each server counts for itself: a limit that
 * is looser for a while does less harm than one that stops every peer.
 */
final class RedisBuckets implements Buckets {
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Redis redis;
  private final Buckets meanwhile;
  private volatile @Nullable AsyncProxyManager<String> buckets;

  RedisBuckets(Redis redis, Buckets meanwhile) {
    this.redis = redis;
    this.meanwhile = meanwhile;
  }

  @Override
  public Uni<Long> take(String key, Rate rate) {
    return Uni.createFrom()
        .completionStage(
            () ->
                buckets()
                    .getProxy(
                        redis.key("rate:" + key),
                        () -> CompletableFuture.completedFuture(rate.configuration()))
                    .tryConsumeAndReturnRemaining(1))
        .map(
            probe ->
                probe.isConsumed() ? NOTHING_TO_WAIT : Math.max(1, probe.getNanosToWaitForRefill()))
        .onFailure()
        .recoverWithUni(() -> meanwhile.take(key, rate));
  }

  private AsyncProxyManager<String> buckets() {
    AsyncProxyManager<String> current = buckets;
    if (current == null) {
      current =
          Bucket4jLettuce.casBasedBuilder(redis.connected())
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(IDLE))
              .build()
              .asAsync();
      buckets = current;
    }
    return current;
  }
}
