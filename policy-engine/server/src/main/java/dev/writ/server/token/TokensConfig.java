package dev.writ.server.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for all tokens. */
@ConfigMapping(prefix = "writ.tokens")
public interface TokensConfig {

  /** The longest token that is read, in bytes. */
  @WithDefault("8192")
  int maxBytes();

  /** How many verified tokens are remembered, each at most until it expires. */
  @WithDefault("10000")
  int cacheSize();

  /** By how much the time of a DPoP proof may differ from ours. */
  @WithDefault("60s")
  Duration dpopWindow();
}
