package dev.writ.server.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.jose4j.lang.HashUtil;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that verified, by their hash. One is given out only while it is not expired and the key
 * that signed it is one of its issuer's.
 */
final class TokenCache {
  private final Cache<String, Token> tokens;

  TokenCache(int size) {
    tokens = Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
  }

  /** SHA-256 of a token's text, in hexadecimal. */
  static String hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(HashUtil.getMessageDigest(HashUtil.SHA_256).digest(bytes));
  }

  /** The token with a hash, or null where it must be verified. */
  @Nullable Token find(String hash, Instant now) {
    Token token = tokens.getIfPresent(hash);
    if (token != null && !token.isCurrent(now)) {
      tokens.invalidate(hash);
      return null;
    }
    return token;
  }

  void put(String hash, Token token) {
    tokens.put(hash, token);
  }
}
