package dev.writ.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.shared.Redis;
import dev.writ.server.shared.RedisServer;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

/** Against a real Redis. */
class RedisBucketsTest {
  /** Slow enough that no test waits long enough for another call. */
  private static final Rate RATE = new Rate(1, 50);

  private static int taken(Buckets buckets, String key, int attempts) {
    int taken = 0;
    for (int i = 0; i < attempts; i++) {
      if (buckets.take(key, RATE).await().indefinitely() == Buckets.NOTHING_TO_WAIT) {
        taken++;
      }
    }
    return taken;
  }

  private static Buckets buckets(Redis redis) {
    redis.connect("test:channel", message -> {});
    return new RedisBuckets(redis, new LocalBuckets(100, TimeMeter.SYSTEM_NANOTIME));
  }

  @Test
  void serversTakeFromOneBucketAndFromTheirOwnWhileRedisIsAway() {
    try (var server = new RedisServer()) {
      Redis first = server.client("test");
      Redis second = server.client("test");
      Buckets one = buckets(first);
      Buckets two = buckets(second);
      assertThat(taken(one, "peer", 30)).isEqualTo(30);
      // the rate adds one a second, however slow this machine is
      assertThat(taken(two, "peer", 100)).isBetween(20, 40);
      assertThat(taken(two, "other", 20)).isEqualTo(20);
      server.stop();
      assertThat(taken(one, "peer", 50)).isEqualTo(50);
      assertThat(taken(two, "peer", 50)).isEqualTo(50);
      first.close();
      second.close();
    }
  }
}
