package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The Vault, or OpenBao, that holds secrets. Keys that name a file with a secret may name one of
 * Vault's instead: {@code vault:MOUNT/PATH#FIELD}, of a KV engine, version 2.
 */
@ConfigMapping(prefix = "writ.vault")
public interface VaultConfig {

  /** Where it is, such as {@code https://vault.example:8200}; plain http only on this machine. */
  Optional<URI> url();

  /** The namespace of all secrets, where it has namespaces. */
  Optional<String> namespace();

  /** The TLS configuration ({@code quarkus.tls.NAME}) with which it is asked. */
  Optional<String> tls();

  /** A file with the token to sign in with; it is renewed, and read anew once it is refused. */
  Optional<Path> tokenFile();

  /** Signing in by AppRole. */
  Optional<AppRole> appRole();

  /** Signing in with the token of a Kubernetes service account. */
  Optional<Kubernetes> kubernetes();

  /** How often secrets are read anew. */
  @WithDefault("10s")
  Duration poll();

  /** How long an answer is waited for. */
  @WithDefault("5s")
  Duration timeout();

  /** A role of the AppRole method. */
  interface AppRole {

    /** Where the method is mounted; {@code approle} if nothing says so. */
    Optional<String> mount();

    /** The role's id. */
    String roleId();

    /** The file with the secret id; read at each sign-in. */
    Path secretIdFile();
  }

  /** A role of the Kubernetes method, or of the JWT method, which asks for the same. */
  interface Kubernetes {

    /** Where the method is mounted; {@code kubernetes} if nothing says so. */
    Optional<String> mount();

    /** The role's name. */
    String role();

    /**
     * The file with the service account's token, read at each sign-in; the one that Kubernetes puts
     * into every container if nothing says so.
     */
    Optional<Path> tokenFile();
  }
}
