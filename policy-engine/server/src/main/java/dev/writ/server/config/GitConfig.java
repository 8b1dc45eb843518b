package dev.writ.server.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Policies in Git: how they are fetched, and which commits decide. */
@ConfigMapping(prefix = "writ.git")
public interface GitConfig {

  /** How often the remote is asked whether the branch or tag has moved. */
  @WithDefault("30s")
  Duration poll();

  /**
   * How long the remote may be silent before it counts as gone; a whole fetch may take thirty times
   * as long.
   */
  @WithDefault("10s")
  Duration timeout();

  /** How much one fetch may bring; a repository that is larger is refused. */
  @WithDefault("256M")
  MemorySize maxFetchSize();

  /** A file with the token or password for HTTPS. */
  Optional<Path> tokenFile();

  /** The user that goes with it; most hosts do not care. */
  @WithDefault("git")
  String user();

  /**
   * A file with certificates in PEM, by one of which an HTTPS server must be certified; without it,
   * by one that Java trusts.
   */
  Optional<Path> caFile();

  /** A file with the private key for SSH; without one, those in {@code ~/.ssh}. */
  Optional<Path> keyFile();

  /**
   * A file with the keys of hosts, as in {@code ~/.ssh/known_hosts}, which is the default. A host
   * that is not in it is refused.
   */
  Optional<Path> knownHosts();

  /**
   * A file in the form of {@code ALLOWED SIGNERS} of ssh-keygen(1): only commits that are signed by
   * one of its keys decide, or by one of {@link #signingKeys}.
   */
  Optional<Path> allowedSigners();

  /** A file with public keys of OpenPGP: only commits that are signed by one of them decide. */
  Optional<Path> signingKeys();

  /** Whether a commit must descend from the last one that was accepted. */
  @WithDefault("false")
  boolean fastForwardOnly();

  /** Whether a commit decides only if its policy tests pass. */
  @WithDefault("false")
  boolean runTests();

  /** The Git host's calls when something was pushed. */
  Webhook webhook();

  /** Where the Git host is told what became of a commit. */
  Status status();

  /** The Git host's calls when something was pushed. */
  interface Webhook {

    /**
     * A file with the secret that is shared with the Git host, 16 bytes or more; without one, there
     * is no {@code /v1/hooks/git}.
     */
    Optional<Path> secretFile();
  }

  /** Where the Git host is told what became of a commit. */
  interface Status {

    /** The kind of its interface; without one, nothing is told. */
    Optional<Provider> provider();

    /**
     * The repository in it, such as {@code https://api.github.com/repos/OWNER/NAME}, {@code
     * https://gitlab.example/api/v4/projects/ID}, {@code
     * https://gitea.example/api/v1/repos/OWNER/NAME}.
     */
    Optional<URI> url();

    /** A file with a token that may write commit statuses. */
    Optional<Path> tokenFile();

    /** The name of the status, one for each of several servers. */
    @WithDefault("writ")
    String context();
  }

  /** The kind of a Git host's interface. */
  enum Provider {
    GITHUB,
    GITLAB,
    GITEA
  }
}
