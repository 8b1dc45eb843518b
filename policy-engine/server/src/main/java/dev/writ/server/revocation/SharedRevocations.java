package dev.writ.server.revocation;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import dev.writ.server.shared.Redis;
import io.lettuce.core.ScriptOutputType;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shares changes with the other servers. Redis holds the last change of each target, and announces
 * it; a server that missed an announcement sees within a second that the version grew, and reads
 * all. A change that could not be shared is shared as soon as Redis is back, and until then no
 * older change of another server undoes it.
 */
@Singleton
class SharedRevocations {
  private static final Logger LOG = Logger.getLogger(SharedRevocations.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SHARE =
      "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) redis.call('INCR', KEYS[2])"
          + " return redis.call('PUBLISH', KEYS[3], ARGV[2])";

  private final Redis redis;
  private final RevocationList list;
  private final RevocationStore store;
  private final Clock clock;
  private final Map<Target, Change> unshared = new ConcurrentHashMap<>();
  private final ScheduledExecutorService catchingUp =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "writ-shared-revocations");
            thread.setDaemon(true);
            return thread;
          });
  private String version = "";
  private volatile boolean everComplete;
  private volatile boolean away;

  SharedRevocations(Redis redis, RevocationList list, RevocationStore store, Clock clock) {
    this.redis = redis;
    this.list = list;
    this.store = store;
    this.clock = clock;
  }

  /** After what is on disk, before the door opens. */
  @Startup(6)
  void start() {
    if (redis.isConfigured()) {
      catchUp();
      var unused = catchingUp.scheduleWithFixedDelay(this::catchUp, 1, 1, TimeUnit.SECONDS);
    }
  }

  @PreDestroy
  void stop() {
    catchingUp.shutdownNow();
  }

  /** Whether this server has ever known what the others revoked; true where there are no others. */
  boolean isComplete() {
    return !redis.isConfigured() || everComplete;
  }

  /** Whether the others cannot be reached right now. */
  boolean isAway() {
    return redis.isConfigured() && away;
  }

  /** Tells the others of a change that was made here; a failure where they cannot be told yet. */
  Uni<Void> share(Change change) {
    if (!redis.isConfigured()) {
      return Uni.createFrom().voidItem();
    }
    unshared.put(target(change), change);
    return send(change)
        .onFailure()
        .transform(
            failure ->
                new RevocationStore.Unavailable(
                    "this holds on this server only until Redis is back: repeat it then"));
  }

  private Uni<Void> send(Change change) {
    byte[] json = RevocationJson.bytes(change);
    byte[] field = field(target(change)).getBytes(StandardCharsets.UTF_8);
    return redis
        .<Object>ask(
            commands -> commands.eval(SHARE, ScriptOutputType.INTEGER, keys(), field, json))
        .invoke(() -> unshared.remove(target(change), change))
        .replaceWithVoid();
  }

  private String[] keys() {
    return new String[] {redis.key("revocations"), redis.key("revocations:version"), channel()};
  }

  private String channel() {
    return redis.key("revocations:changes");
  }

  private void catchUp() {
    try {
      if (!redis.connect(channel(), this::heard)) {
        throw new IllegalStateException("no connection");
      }
      readIfChanged();
      for (Change change : unshared.values()) {
        send(change).await().atMost(PATIENCE);
      }
      report(false);
    } catch (RuntimeException e) {
      LOG.debugf("catching up with Redis failed: %s", e.getMessage());
      report(true);
    }
  }

  private void readIfChanged() {
    byte @Nullable [] found =
        redis
            .ask(commands -> commands.get(redis.key("revocations:version")))
            .await()
            .atMost(PATIENCE);
    if (found == null) {
      // Redis is empty, perhaps anew: whoever knows something tells it
      list.entries().forEach(entry -> unshared.putIfAbsent(entry.target(), new Revoke(entry)));
    }
    String current = found == null ? "none" : new String(found, StandardCharsets.UTF_8);
    if (!current.equals(version)) {
      Map<String, byte[]> all =
          redis
              .ask(commands -> commands.hgetall(redis.key("revocations")))
              .await()
              .atMost(PATIENCE);
      all.forEach(this::read);
      version = current;
    }
    everComplete = true;
  }

  /** What has run out is of no use to anybody. */
  private void read(String field, byte[] json) {
    Change change = RevocationJson.change(json);
    if (change instanceof Revoke revoke && !clock.instant().isBefore(revoke.entry().until())) {
      redis
          .ask(commands -> commands.hdel(redis.key("revocations"), field))
          .await()
          .atMost(PATIENCE);
    } else {
      take(change);
    }
  }

  private void heard(byte[] json) {
    try {
      Change change = RevocationJson.change(json);
      // its own thread: Redis's must not wait for the disk
      catchingUp.execute(() -> take(change));
    } catch (InvalidRequest e) {
      LOG.errorf("Redis announced what is no change of revocations: %s", e.getMessage());
    }
  }

  private void take(Change change) {
    if (!unshared.containsKey(target(change)) && !list.has(change)) {
      store.take(change);
    }
  }

  private void report(boolean now) {
    if (now != away) {
      LOG.log(
          now ? Logger.Level.ERROR : Logger.Level.INFO,
          now
              ? "Redis is away: what other servers revoke is not known here until it is back"
              : "Redis is back: what other servers revoke is known here");
    }
    away = now;
  }

  private static Target target(Change change) {
    return switch (change) {
      case Revoke revoke -> revoke.entry().target();
      case Reinstate reinstate -> reinstate.target();
    };
  }

  /** Kinds have no space and come first, so that no two targets share a field. */
  private static String field(Target target) {
    String issuer = target.issuer() == null ? "" : "i" + target.issuer();
    return target.kind().id() + " " + issuer.length() + " " + issuer + target.value();
  }
}
