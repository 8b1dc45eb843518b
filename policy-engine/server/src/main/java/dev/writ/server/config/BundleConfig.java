package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Signed bundles of the policies, for decision points elsewhere. */
@ConfigMapping(prefix = "writ.bundle")
public interface BundleConfig {

  /**
   * Files with the Ed25519 keys that sign bundles, as {@code writ bundle keygen} makes them; while
   * keys are rotated, the old and the new. Without any, no bundles are served; with them, {@code
   * writ.data} must name a folder, which remembers their sequence.
   */
  Optional<List<Path>> keyFiles();

  /**
   * How long a bundle may decide, a minute to 10,000 days; it is signed anew when half of that is
   * over. As long a decision point goes on that cannot reach this server.
   */
  @WithDefault("24h")
  Duration validFor();

  /** The longest that a request for a bundle other than the current one waits. */
  @WithDefault("60s")
  Duration longestWait();

  /** How many requests may wait at a time; further ones are answered at once. */
  @WithDefault("10000")
  int mostWaiting();

  /**
   * Files with the public keys of those whose bundles are believed, where {@code writ.policies} is
   * {@code bundle+https://host/v1/bundle}, another server's, or {@code bundle+file:///path}.
   */
  Optional<List<Path>> trustedKeys();

  /** How many of the trusted keys must have signed. */
  @WithDefault("1")
  int signatures();

  /** The name of the policy repository that bundles must be of; without one, any. */
  Optional<String> repository();

  /** The pause between two looks at the address that bundles come from. */
  @WithDefault("1s")
  Duration poll();

  /** A file with the token to say to it; only with https. */
  Optional<Path> tokenFile();

  /** The TLS configuration ({@code quarkus.tls.NAME}) with which it is asked. */
  Optional<String> tls();
}
