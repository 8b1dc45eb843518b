package dev.writ.server.replay;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.writ.server.config.ReplayConfig;
import dev.writ.server.shared.Redis;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings the memory that the configuration asks for. */
@Dependent
class Memory {

  @Produces
  @Singleton
  SeenOnce seenOnce(ReplayConfig configuration, Redis redis) {
    return redis.isConfigured()
        ? new RedisMemory(redis)
        : new LocalMemory(configuration.capacity(), Ticker.systemTicker());
  }
}
