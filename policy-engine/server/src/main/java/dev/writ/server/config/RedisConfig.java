package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The Redis through which several servers behind one address share rates, replays and revocations.
 * Whoever can write to it can change these.
 */
@ConfigMapping(prefix = "writ.redis")
public interface RedisConfig {

  /**
   * Where it is, such as {@code rediss://redis.example:6379/0}, without a password. Without it,
   * each server knows only what it saw itself.
   */
  Optional<String> url();

  /** The user to sign in as. */
  Optional<String> username();

  /** The file with the password; each new connection uses what it has then. */
  Optional<Path> passwordFile();

  /** What all keys begin with. */
  @WithDefault("writ")
  String prefix();

  /** How long an answer is waited for. */
  @WithDefault("250ms")
  Duration timeout();
}
