package dev.writ.server.token.issuer;

import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.KeySet;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys as last fetched. They are fetched again when they are old or a token names
 * another one, but never twice within the floor, so that made-up key ids cost the issuer nothing;
 * and they are kept while it does not answer.
 */
final class Keys {
  private static final Logger LOG = Logger.getLogger(Keys.class);

  private final String issuer;
  private final Supplier<Uni<KeySet>> source;
  private final Duration maxAge;
  private final Duration floor;
  private final Clock clock;

  private volatile KeySet keys = KeySet.EMPTY;
  private volatile Instant fetched = Instant.MIN;
  private Instant tried = Instant.MIN;
  private @Nullable Uni<KeySet> underway;

  Keys(String issuer, Supplier<Uni<KeySet>> source, Duration maxAge, Duration floor, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.maxAge = maxAge;
    this.floor = floor;
    this.clock = clock;
  }

  /** The key with an id, or a failure with {@link BadToken} where the issuer has none. */
  Uni<KeySet.Key> find(@Nullable String id) {
    KeySet.Key known = keys.find(id);
    if (known == null) {
      return fetch().map(now -> require(now.find(id)));
    }
    if (isPast(fetched, maxAge)) {
      fetch().subscribe().with(now -> {}, problem -> {});
    }
    return Uni.createFrom().item(known);
  }

  /** Whether a key still is one of the issuer's, as far as is known. */
  boolean hold(KeySet.Key key) {
    return keys.holds(key);
  }

  private KeySet.Key require(KeySet.@Nullable Key key) {
    if (key == null) {
      throw new BadToken(
          fetched.equals(Instant.MIN) ? Reason.ISSUER_UNAVAILABLE : Reason.UNKNOWN_KEY);
    }
    return key;
  }

  private boolean isPast(Instant time, Duration age) {
    return time.equals(Instant.MIN) || !clock.instant().isBefore(time.plus(age));
  }

  /** The keys after a fetch, or as they are where none is due; waits for one that is underway. */
  private synchronized Uni<KeySet> fetch() {
    if (underway != null) {
      return underway;
    }
    if (!isPast(tried, floor)) {
      return Uni.createFrom().item(() -> keys);
    }
    tried = clock.instant();
    underway =
        Uni.createFrom()
            .deferred(() -> source.get())
            .invoke(this::replace)
            .onFailure()
            .recoverWithItem(this::keep)
            .onTermination()
            .invoke(this::finished)
            .memoize()
            .indefinitely();
    return underway;
  }

  private void replace(KeySet now) {
    keys = now;
    fetched = clock.instant();
  }

  private KeySet keep(Throwable problem) {
    LOG.warnf("the keys of issuer `%s` cannot be fetched: %s", issuer, problem.getMessage());
    return keys;
  }

  private synchronized void finished() {
    underway = null;
  }
}
