package dev.writ.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.replay.SeenOnce.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalMemoryTest {
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final AtomicLong now = new AtomicLong();
  private final LocalMemory memory = new LocalMemory(1000, now::get);

  private Verdict mark(String realm, String identifier) {
    return memory.mark(realm, identifier, LIFETIME).await().indefinitely();
  }

  @Test
  void onlyTheFirstUseIsTheFirst() {
    assertThat(mark("a", "1")).isEqualTo(Verdict.FIRST);
    assertThat(mark("a", "1")).isEqualTo(Verdict.SEEN);
    assertThat(mark("b", "1")).isEqualTo(Verdict.FIRST);
    assertThat(mark("a", "2")).isEqualTo(Verdict.FIRST);
  }

  @Test
  void anIdentifierIsForgottenOnceItRunsOutAndNotBefore() {
    mark("a", "1");
    now.set(LIFETIME.toNanos() - 1);
    assertThat(mark("a", "1")).isEqualTo(Verdict.SEEN);
    now.set(LIFETIME.toNanos());
    assertThat(mark("a", "1")).isEqualTo(Verdict.FIRST);
  }

  @Test
  void aFullMemoryForgetsNothingAndTakesNothingNew() {
    for (int i = 0; i < 1000; i++) {
      assertThat(mark("a", "" + i)).isEqualTo(Verdict.FIRST);
    }
    assertThat(mark("a", "new")).isEqualTo(Verdict.UNKNOWN);
    for (int i = 0; i < 1000; i++) {
      assertThat(mark("a", "" + i)).isEqualTo(Verdict.SEEN);
    }
    now.set(LIFETIME.toNanos());
    assertThat(mark("a", "new")).isEqualTo(Verdict.FIRST);
  }

  @Test
  void ofManyAtOnceExactlyOneIsTheFirst() throws Exception {
    int racers = 8;
    try (var threads = Executors.newFixedThreadPool(racers)) {
      for (int round = 0; round < 500; round++) {
        String nonce = "n" + round;
        var start = new CyclicBarrier(racers);
        List<Future<Verdict>> verdicts = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
          verdicts.add(
              threads.submit(
                  () -> {
                    start.await();
                    return mark("a", nonce);
                  }));
        }
        List<Verdict> all = new ArrayList<>();
        for (Future<Verdict> verdict : verdicts) {
          all.add(verdict.get());
        }
        assertThat(Collections.frequency(all, Verdict.FIRST)).isEqualTo(1);
        assertThat(Collections.frequency(all, Verdict.SEEN)).isEqualTo(racers - 1);
      }
    }
  }
}
