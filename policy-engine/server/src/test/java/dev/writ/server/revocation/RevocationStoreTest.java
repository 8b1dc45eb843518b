package dev.writ.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.config.RedisConfig;
import dev.writ.server.config.RevocationConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @TempDir Path data;
  private RevocationList list = new RevocationList();
  private Instant now = NOW;

  private RevocationStore open(Map<String, String> more) {
    var values = new HashMap<>(more);
    values.putIfAbsent("writ.data", data.toString());
    values.put("writ.policies", "unused");
    values.put("writ.revocations.capacity", "3");
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(WritConfig.class)
            .withMapping(RevocationConfig.class)
            .withMapping(RedisConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withValidateUnknown(false)
            .withDefaultValues(values)
            .build();
    list = new RevocationList();
    return new RevocationStore(
        config.getConfigMapping(WritConfig.class),
        config.getConfigMapping(RevocationConfig.class),
        config.getConfigMapping(RedisConfig.class),
        list,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Revoke revoke(String key, long seconds) {
    return new Revoke(
        new Revocation(new Target(Kind.KEY, null, key), NOW.plusSeconds(seconds), null, ""));
  }

  private boolean isRevoked(String key) {
    return list.of(Credential.key(key), now) != null;
  }

  @Test
  void whatIsRevokedIsRevokedAfterARestart() throws IOException {
    RevocationStore store = open(Map.of());
    store.applyNow(revoke("a", 100));
    store.applyNow(revoke("b", 100));
    store.applyNow(new Reinstate(new Target(Kind.KEY, null, "a")));
    assertThat(isRevoked("b")).isTrue();
    store.close();
    open(Map.of()).close();
    assertThat(isRevoked("a")).isFalse();
    assertThat(isRevoked("b")).isTrue();
  }

  @Test
  void whatHasRunOutIsForgotten() throws IOException {
    RevocationStore store = open(Map.of());
    store.applyNow(revoke("a", 100));
    store.close();
    now = NOW.plusSeconds(100);
    open(Map.of()).close();
    assertThat(list.size()).isZero();
  }

  @Test
  void aFullListSaysSoAndForgetsNothing() throws IOException {
    RevocationStore store = open(Map.of());
    for (String key : new String[] {"a", "b", "c"}) {
      store.applyNow(revoke(key, 100));
    }
    assertThatThrownBy(() -> store.applyNow(revoke("d", 100)))
        .isInstanceOf(RevocationStore.Unavailable.class)
        .hasMessageContaining("is full");
    store.applyNow(revoke("c", 200));
    assertThat(isRevoked("a") && isRevoked("b") && isRevoked("c")).isTrue();
    store.close();
  }

  @Test
  void theJournalDoesNotGrowForEver() throws IOException {
    RevocationStore store = open(Map.of());
    for (int i = 0; i < 3_000; i++) {
      store.applyNow(revoke("a", 100 + i));
    }
    store.close();
    assertThat(Files.readAllLines(data.resolve("revocations.log"))).hasSizeLessThan(1_100);
    open(Map.of()).close();
    assertThat(list.entries()).containsExactly(revoke("a", 3_099).entry());
  }

  @Test
  void withoutAFolderNothingIsPromised() {
    RevocationStore store = open(Map.of("writ.data", ""));
    assertThatThrownBy(() -> store.applyNow(revoke("a", 100)))
        .isInstanceOf(RevocationStore.Unavailable.class)
        .hasMessageContaining("--data DIR");
  }
}
