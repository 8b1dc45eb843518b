package dev.writ.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.replay.SeenOnce.Verdict;
import dev.writ.server.secret.Secrets;
import dev.writ.server.shared.Redis;
import dev.writ.server.shared.RedisServer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against a real Redis. */
class RedisMemoryTest {
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private static Verdict mark(Redis redis, String realm, String identifier) {
    return new RedisMemory(redis).mark(realm, identifier, LIFETIME).await().indefinitely();
  }

  @Test
  void ofManyServersExactlyOneIsTheFirstAndWithoutRedisNoneIs() {
    try (var server = new RedisServer()) {
      Redis one = server.client("test");
      Redis two = server.client("test");
      assertThat(one.connect("test:channel", message -> {})).isTrue();
      assertThat(two.connect("test:channel", message -> {})).isTrue();
      for (int round = 0; round < 200; round++) {
        String nonce = "nonce " + round;
        List<CompletableFuture<Verdict>> asked =
            Stream.of(one, two, one, two)
                .map(redis -> new RedisMemory(redis).mark("key", nonce, LIFETIME))
                .map(Uni::subscribeAsCompletionStage)
                .toList();
        List<Verdict> verdicts = asked.stream().map(CompletableFuture::join).toList();
        assertThat(Collections.frequency(verdicts, Verdict.FIRST)).isEqualTo(1);
        assertThat(Collections.frequency(verdicts, Verdict.SEEN)).isEqualTo(3);
      }
      assertThat(mark(one, "other key", "nonce 0")).isEqualTo(Verdict.FIRST);
      server.stop();
      assertThat(mark(one, "key", "new")).isEqualTo(Verdict.UNKNOWN);
      assertThat(mark(two, "key", "nonce 0")).isEqualTo(Verdict.UNKNOWN);
      one.close();
      two.close();
    }
  }

  @Test
  void whereRedisNeverWasNothingIsKnown() {
    Redis redis = new Redis(RedisServer.config("redis://127.0.0.1:1", "test"), Secrets.inFiles());
    assertThat(redis.connect("test:channel", message -> {})).isFalse();
    assertThat(mark(redis, "key", "nonce")).isEqualTo(Verdict.UNKNOWN);
    redis.close();
  }
}
