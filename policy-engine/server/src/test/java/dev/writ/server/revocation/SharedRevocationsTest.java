package dev.writ.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.config.RedisConfig;
import dev.writ.server.config.RevocationConfig;
import dev.writ.server.config.WritConfig;
import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import dev.writ.server.shared.Redis;
import dev.writ.server.shared.RedisServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several servers and a real Redis. */
class SharedRevocationsTest {
  private static final Instant LATER = Instant.now().plusSeconds(3600);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisServer server = new RedisServer();
  private final List<Pdp> started = new ArrayList<>();

  /** What one server knows and shares. */
  private record Pdp(
      Redis redis, RevocationList list, RevocationStore store, SharedRevocations others) {

    void apply(Change change) {
      store.applyNow(change);
      others.share(change).await().atMost(PATIENCE);
    }

    boolean isRevoked(String key) {
      return list.of(Credential.key(key), Instant.now()) != null;
    }
  }

  private Pdp start() {
    Redis redis = server.client("test");
    var list = new RevocationList();
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(WritConfig.class)
            .withMapping(RevocationConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withValidateUnknown(false)
            .withDefaultValues(Map.of("writ.policies", "unused"))
            .build();
    RedisConfig shared = RedisServer.config("redis://unused", "test");
    var store =
        new RevocationStore(
            config.getConfigMapping(WritConfig.class),
            config.getConfigMapping(RevocationConfig.class),
            shared,
            list,
            Clock.systemUTC());
    var others = new SharedRevocations(redis, list, store, Clock.systemUTC());
    others.start();
    var pdp = new Pdp(redis, list, store, others);
    started.add(pdp);
    return pdp;
  }

  @AfterEach
  void stop() {
    for (Pdp pdp : started) {
      pdp.others().stop();
      pdp.redis().close();
    }
    server.close();
  }

  private static Revoke revoke(String key) {
    return new Revoke(new Revocation(new Target(Kind.KEY, null, key), LATER, null, ""));
  }

  /** What another server hears has no event that a test could wait for. */
  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void whatOneServerRevokesOrReinstatesAllKnow() {
    Pdp one = start();
    Pdp two = start();
    one.apply(revoke("a"));
    until(() -> two.isRevoked("a"));
    two.apply(new Reinstate(new Target(Kind.KEY, null, "a")));
    until(() -> !one.isRevoked("a"));
  }

  @Test
  void aServerThatStartsLaterKnowsWhatWasRevokedBefore() {
    Pdp one = start();
    one.apply(revoke("a"));
    one.apply(revoke("b"));
    one.apply(new Reinstate(new Target(Kind.KEY, null, "b")));
    Pdp two = start();
    assertThat(two.others().isComplete()).isTrue();
    assertThat(two.isRevoked("a")).isTrue();
    assertThat(two.isRevoked("b")).isFalse();
  }

  @Test
  void whileRedisIsAwayEachKeepsWhatItKnowsAndItIsSharedAfterwards() {
    Pdp one = start();
    Pdp two = start();
    one.apply(revoke("a"));
    until(() -> two.isRevoked("a"));
    server.stop();
    until(() -> one.others().isAway() && two.others().isAway());
    assertThat(one.isRevoked("a") && two.isRevoked("a")).isTrue();
    assertThat(one.others().isComplete()).isTrue();
    assertThatThrownBy(() -> one.apply(revoke("b")))
        .isInstanceOf(RevocationStore.Unavailable.class)
        .hasMessageContaining("on this server only");
    assertThat(one.isRevoked("b")).isTrue();
    assertThat(two.isRevoked("b")).isFalse();
    server.start();
    until(() -> two.isRevoked("b"));
    assertThat(two.isRevoked("a")).as("although Redis came back empty").isTrue();
    until(() -> !one.others().isAway());
    Pdp three = start();
    until(() -> three.isRevoked("a") && three.isRevoked("b"));
  }

  @Test
  void aServerThatStartsWithoutRedisIsNotComplete() {
    server.stop();
    Pdp alone = start();
    assertThat(alone.others().isComplete()).isFalse();
    server.start();
    until(() -> alone.others().isComplete());
  }
}
