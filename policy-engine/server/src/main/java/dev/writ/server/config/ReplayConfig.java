package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How what must be used only once is remembered. */
@ConfigMapping(prefix = "writ.replay")
public interface ReplayConfig {

  /**
   * How many nonces, proofs and signatures are remembered at once, each for as long as it is valid;
   * about 200 bytes each. When there are as many, new ones are refused.
   */
  @WithDefault("200000")
  int capacity();
}
