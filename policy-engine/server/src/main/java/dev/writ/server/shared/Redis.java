package dev.writ.server.shared;

import dev.writ.server.config.RedisConfig;
import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis. While Redis is away every command fails at once; the connection comes
 * back by itself. Safe for use by several threads.
 */
@Singleton
public class Redis implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Redis.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final int THREADS = 2;

  private final String prefix;
  private final @Nullable RedisURI address;
  private final @Nullable RedisClient client;
  private final @Nullable ClientResources resources;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private @Nullable StatefulRedisPubSubConnection<String, byte[]> subscription;

  /** A connection that is not made yet. */
  public Redis(RedisConfig configuration, Secrets secrets) {
    prefix = configuration.prefix();
    address = configuration.url().map(url -> address(url, configuration, secrets)).orElse(null);
    if (address == null) {
      resources = null;
      client = null;
      return;
    }
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .build();
    client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(configuration.timeout()))
            .build());
  }

  private static RedisURI address(String url, RedisConfig configuration, Secrets secrets) {
    RedisURI address = RedisURI.create(url);
    address.setTimeout(configuration.timeout());
    return configuration
        .passwordFile()
        .map(file -> secrets.text(file, "writ.redis.password-file"))
        .map(password -> signingIn(address, configuration.username(), password))
        .orElse(address);
  }

  /** Every new connection signs in with the password of then. */
  private static RedisURI signingIn(
      RedisURI address, Optional<String> user, Secret<String> password) {
    String name = user.orElse("default");
    return RedisURI.builder(address)
        .withAuthentication(
            RedisCredentialsProvider.from(
                () -> RedisCredentials.just(name, password.get().toCharArray())))
        .build();
  }

  /** Whether this server shares anything with others. */
  public boolean isConfigured() {
    return client != null;
  }

  /** A key of ours. */
  public String key(String name) {
    return prefix + ":" + name;
  }

  /**
   * Asks something.
   *
   * @return the answer, or a failure where Redis is away or too slow
   */
  public <T> Uni<T> ask(Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    return Uni.createFrom().completionStage(() -> command.apply(connected().async()));
  }

  /** The connection, for a library that speaks through it; fails where there never was one. */
  public StatefulRedisConnection<String, byte[]> connected() {
    StatefulRedisConnection<String, byte[]> current = connection;
    if (current != null) {
      return current;
    }
    throw new IllegalStateException("Redis is away");
  }

  /**
   * Connects, if it is not yet connected, and hears a channel from then on. May block for as long
   * as connecting takes.
   *
   * @return whether there is a connection, now or again
   */
  public synchronized boolean connect(String channel, Consumer<byte[]> listener) {
    if (client == null || address == null) {
      return false;
    }
    try {
      if (subscription == null) {
        subscription = subscribed(client, address, channel, listener);
      }
      if (connection == null) {
        connection = client.connect(CODEC, address);
      }
      return connected().isOpen();
    } catch (RuntimeException e) {
      LOG.debugf("no connection to Redis: %s", e.getMessage());
      return false;
    }
  }

  private static StatefulRedisPubSubConnection<String, byte[]> subscribed(
      RedisClient client, RedisURI address, String channel, Consumer<byte[]> listener) {
    var subscribed = client.connectPubSub(CODEC, address);
    subscribed.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, byte[] message) {
            listener.accept(message);
          }
        });
    subscribed.sync().subscribe(channel);
    return subscribed;
  }

  /** Ends the connection. */
  @Override
  @PreDestroy
  public void close() {
    if (client != null && resources != null) {
      client.shutdown(0, 1, TimeUnit.SECONDS);
      resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }
}
