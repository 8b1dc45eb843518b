package dev.writ.server.limit;

import dev.writ.engine.request.Peer;
import dev.writ.server.config.LimitConfig;
import dev.writ.server.peer.Call;
import dev.writ.server.peer.Refused;
import dev.writ.server.peer.Throttle;
import dev.writ.server.shared.Redis;
import io.github.bucket4j.TimeMeter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** The limits of {@code writ.limits}. */
@Singleton
class CallLimits implements Throttle {
  private static final long NANOSECONDS = 1_000_000_000L;

  private final Rate usual;
  private final Map<String, Rate> byPeer;
  private final Rate failures;
  private final Buckets peers;
  private final LocalBuckets addresses;

  CallLimits(LimitConfig configuration, Redis redis) {
    usual = Rate.of(configuration.rate(), configuration.burst());
    byPeer =
        configuration.peers().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Rate.of(entry.getValue())));
    failures = new Rate(configuration.failureRate(), configuration.failureBurst());
    var local = new LocalBuckets(configuration.capacity(), TimeMeter.SYSTEM_NANOTIME);
    peers = redis.isConfigured() ? new RedisBuckets(redis, local) : local;
    addresses = new LocalBuckets(configuration.capacity(), TimeMeter.SYSTEM_NANOTIME);
  }

  @Override
  public void checkAddress(Call call) {
    if (!failures.isUnlimited()) {
      long wait = addresses.look(Addresses.of(call));
      if (wait != Buckets.NOTHING_TO_WAIT) {
        throw Refused.tooMany(
            "too-many-failures",
            "too many calls from this address did not prove who they are: try again later",
            seconds(wait));
      }
    }
  }

  @Override
  public void failed(Call call) {
    if (!failures.isUnlimited()) {
      addresses.takeNow(Addresses.of(call), failures);
    }
  }

  @Override
  public Uni<Void> admit(Peer peer, Call call) {
    Rate rate = peer.kind() == Peer.Kind.LOCAL ? Rate.NONE : byPeer.getOrDefault(peer.id(), usual);
    return rate.isUnlimited()
        ? Uni.createFrom().voidItem()
        : peers.take(key(peer, call), rate).invoke(wait -> require(wait, peer)).replaceWithVoid();
  }

  /** Those whom nobody authenticated share their address's bucket, not one of all. */
  private static String key(Peer peer, Call call) {
    return peer.kind() == Peer.Kind.NONE
        ? "address " + Addresses.of(call)
        : peer.kind().id() + " " + peer.id();
  }

  private static void require(long wait, Peer peer) {
    if (wait != Buckets.NOTHING_TO_WAIT) {
      throw Refused.tooMany(
              "too-many-calls",
              "this peer calls more often than it may (`writ.limits`): try again later",
              seconds(wait))
          .by(peer);
    }
  }

  private static long seconds(long nanoseconds) {
    return Math.ceilDiv(nanoseconds, NANOSECONDS);
  }
}
