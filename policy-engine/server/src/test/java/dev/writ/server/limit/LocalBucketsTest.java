package dev.writ.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalBucketsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Rate TEN = new Rate(10, 20);

  private final AtomicLong now = new AtomicLong(1);
  private final LocalBuckets buckets = new LocalBuckets(1000, new Clock(now));

  private record Clock(AtomicLong now) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return now.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private int taken(String key, int attempts) {
    int taken = 0;
    for (int i = 0; i < attempts; i++) {
      if (buckets.takeNow(key, TEN) == Buckets.NOTHING_TO_WAIT) {
        taken++;
      }
    }
    return taken;
  }

  @Test
  void aBucketGivesItsBurstAndThenItsRate() {
    assertThat(taken("a", 100)).isEqualTo(20);
    now.addAndGet(SECOND);
    assertThat(taken("a", 100)).isEqualTo(10);
    now.addAndGet(100 * SECOND);
    assertThat(taken("a", 100)).isEqualTo(20);
  }

  @Test
  void whoHasToWaitIsToldHowLong() {
    taken("a", 20);
    assertThat(buckets.takeNow("a", TEN)).isEqualTo(SECOND / 10);
    now.addAndGet(SECOND / 10 - 1);
    assertThat(buckets.takeNow("a", TEN)).isEqualTo(1);
    now.addAndGet(1);
    assertThat(buckets.takeNow("a", TEN)).isZero();
  }

  @Test
  void bucketsDoNotShare() {
    assertThat(taken("a", 100)).isEqualTo(20);
    assertThat(taken("b", 100)).isEqualTo(20);
  }

  @Test
  void lookingTakesNothing() {
    assertThat(buckets.look("a")).isZero();
    taken("a", 19);
    assertThat(buckets.look("a")).isZero();
    assertThat(buckets.look("a")).isZero();
    taken("a", 1);
    assertThat(buckets.look("a")).isEqualTo(SECOND / 10);
  }

  @Test
  void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
    List<Future<Integer>> takers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        takers.add(threads.submit(() -> taken("a", 1000)));
      }
    }
    int all = 0;
    for (Future<Integer> taker : takers) {
      all += taker.get();
    }
    assertThat(all).isEqualTo(20);
  }

  @Test
  void aRateIsNotNegativeAndABurstNotEmpty() {
    assertThat(Rate.of(5, Optional.empty())).isEqualTo(new Rate(5, 10));
    assertThat(Rate.of(0, Optional.empty()).isUnlimited()).isTrue();
    assertThatThrownBy(() -> new Rate(-1, 5)).hasMessageStartingWith("writ.limits: ");
    assertThatThrownBy(() -> new Rate(1, 0)).hasMessageStartingWith("writ.limits: ");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::, 20010db800010002/64",
    "2001:db8:1:3::, 20010db800010003/64",
    "unix, unix"
  })
  void anIpv6AddressCountsWithItsNetwork(String host, String counted) {
    assertThat(Addresses.network(host)).isEqualTo(counted);
  }
}
