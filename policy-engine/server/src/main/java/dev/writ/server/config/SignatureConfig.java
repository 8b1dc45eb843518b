package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How peers sign their requests. */
@ConfigMapping(prefix = "writ.signatures")
public interface SignatureConfig {

  /** How old a signature may be, counted from its parameter {@code created}. */
  @WithDefault("60s")
  Duration window();

  /** How far a peer's clock may be ahead. */
  @WithDefault("5s")
  Duration skew();

  /** The keys by their {@code keyid}; a peer may have several. */
  Map<String, Key> keys();

  /** One key of a peer. */
  interface Key {

    /** The id of the peer who signs with it. */
    String peer();

    /**
     * {@code ed25519}, {@code ecdsa-p256-sha256} or {@code hmac-sha256} of RFC 9421, or {@code
     * legacy-hmac-sha256} for the form with {@code X-Signature}.
     */
    String algorithm();

    /**
     * The file with the key: a public key in PEM, or the bytes of a shared secret, at least 32. It
     * may be exchanged while the server runs.
     */
    Path file();
  }
}
