package dev.writ.server.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KillArgs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that is exchanged while the server runs. */
class RedisPasswordTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void aConnectionThatIsMadeAnewUsesThePasswordOfThen() throws Exception {
    try (RedisServer server = new RedisServer();
        Redis admin = connected(server.client("admin"))) {
      setPassword(admin, "one");
      Path file = Files.writeString(folder.resolve("password"), "one\n");
      try (Redis redis = connected(server.client(Map.of("writ.redis.password-file", file)))) {
        assertThat(isAnswered(redis)).isTrue();
        Files.writeString(file, "another\n");
        setPassword(admin, "another");
        ask(admin, KillArgs.Builder.typeNormal().skipme());
        await(redis);
      }
    }
  }

  private static Redis connected(Redis redis) {
    assertThat(redis.connect("test:channel", message -> {})).isTrue();
    return redis;
  }

  private static void setPassword(Redis admin, String password) {
    admin.ask(all -> all.configSet("requirepass", password)).await().atMost(PATIENCE);
  }

  private static void ask(Redis admin, KillArgs which) {
    Long killed = admin.ask(all -> all.clientKill(which)).await().atMost(PATIENCE);
    assertThat(killed).isPositive();
  }

  private static boolean isAnswered(Redis redis) {
    return "PONG".equals(redis.ask(all -> all.ping()).await().atMost(PATIENCE));
  }

  private static void await(Redis redis) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        assertThat(isAnswered(redis)).isTrue();
        return;
      } catch (RuntimeException e) {
        assertThat(System.nanoTime()).as("until it answers again").isLessThan(end);
        Thread.sleep(20);
      }
    }
  }
}
