package dev.writ.server.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * What this process has seen. It forgets nothing early: when it is full, nothing new is accepted
 * until something has run out.
 */
final class LocalMemory implements SeenOnce {
  private final Cache<Used, Duration> used;
  private final long most;

  private record Used(String realm, String identifier) {}

  LocalMemory(long most, Ticker ticker) {
    this.most = most;
    used =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfter(Expiry.creating((Used identifier, Duration lifetime) -> lifetime))
            .build();
  }

  @Override
  public Uni<Verdict> mark(String realm, String identifier, Duration lifetime) {
    return Uni.createFrom().item(marked(new Used(realm, identifier), lifetime));
  }

  private Verdict marked(Used identifier, Duration lifetime) {
    if (isFull()) {
      return used.getIfPresent(identifier) == null ? Verdict.UNKNOWN : Verdict.SEEN;
    }
    return used.asMap().putIfAbsent(identifier, lifetime) == null ? Verdict.FIRST : Verdict.SEEN;
  }

  private boolean isFull() {
    if (used.estimatedSize() < most) {
      return false;
    }
    used.cleanUp();
    return used.estimatedSize() >= most;
  }
}
