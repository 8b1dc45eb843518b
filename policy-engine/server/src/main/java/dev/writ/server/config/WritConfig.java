package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server's configuration. {@code writ serve DIR --port N --host H --data DIR --config FILE}
 * sets {@code writ.policies}, {@code quarkus.http.port}, {@code quarkus.http.host}, {@code
 * writ.data} and {@code quarkus.config.locations}.
 */
@ConfigMapping(prefix = "writ")
public interface WritConfig {

  /** The policy repository to serve: a folder with {@code writ.yaml} at its root. */
  Path policies();

  /** The folder for what the server keeps: nothing yet needs one. */
  Optional<Path> data();

  /**
   * Whether to listen beyond the loopback address without TLS and without authenticating peers.
   * Anybody who reaches the port can then ask for decisions and explanations.
   */
  @WithDefault("false")
  boolean insecure();

  /**
   * The URL under which peers reach this server, for its AuthZEN metadata; without one, the scheme
   * and host that the request for the metadata names.
   */
  Optional<String> url();

  /** How edits of the policy repository are noticed. */
  Reload reload();

  /** How the searches page. */
  Search search();

  /** What peers may do, by names of the operator's choice; see {@link PeerConfig}. */
  Map<String, PeerConfig> peers();

  /** How edits of the policy repository are noticed. */
  interface Reload {

    /** How often the folder is listed where the file system reports no events. */
    @WithDefault("500ms")
    Duration poll();

    /** How long the folder must have been still before it is read. */
    @WithDefault("100ms")
    Duration settle();
  }

  /** How the searches page. */
  interface Search {

    /** The results on a page where the request sets no limit; 1 to 10,000. */
    @WithDefault("1000")
    int pageSize();

    /**
     * A file with the key that authenticates page tokens, 32 bytes or more, the same on all servers
     * behind one address. Without one, each server makes its own when it starts.
     */
    Optional<Path> keyFile();
  }
}
