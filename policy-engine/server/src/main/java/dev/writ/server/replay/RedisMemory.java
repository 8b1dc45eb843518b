package dev.writ.server.replay;

import dev.writ.server.shared.Redis;
import io.lettuce.core.SetArgs;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * What all servers have seen together: Redis sets each key once. While Redis is away it cannot be
 * said whether something was seen, and nothing is accepted.
 */
final class RedisMemory implements SeenOnce {
  private static final byte[] SEEN = {1};

  private final Redis redis;

  RedisMemory(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Uni<Verdict> mark(String realm, String identifier, Duration lifetime) {
    String key = redis.key("seen:" + digest(realm + "\0" + identifier));
    SetArgs once = SetArgs.Builder.nx().px(lifetime.toMillis());
    return redis
        .ask(commands -> commands.set(key, SEEN, once))
        .map(answer -> answer == null ? Verdict.SEEN : Verdict.FIRST)
        .onFailure()
        .recoverWithItem(Verdict.UNKNOWN);
  }

  /** Identifiers are the senders' texts: a digest has a length and no meaning to Redis. */
  private static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
