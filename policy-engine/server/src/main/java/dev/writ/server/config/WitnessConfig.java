package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * This server as a witness that cosigns checkpoints of other servers' logs; it needs {@code
 * writ.data}.
 */
@ConfigMapping(prefix = "writ.witness")
public interface WitnessConfig {

  /** The verifier keys of the logs it witnesses, as their {@code log.key.pub} has them. */
  Optional<List<String>> logs();

  /**
   * The name under which it cosigns; without one, {@code writ/} and the host's, {@code /witness}.
   */
  Optional<String> name();

  /**
   * A file with the Ed25519 key that cosigns and does nothing else; without one, the server makes
   * its own under {@code writ.data} when it first starts as a witness.
   */
  Optional<Path> keyFile();
}
