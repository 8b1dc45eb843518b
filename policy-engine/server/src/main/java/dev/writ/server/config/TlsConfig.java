package dev.writ.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server's certificate, and which client certificates it takes. All files are PEM; they are
 * read anew when they change, and open connections stay. Protocols and cipher suites are {@code
 * quarkus.tls.writ.*}.
 */
public interface TlsConfig {

  /** The server's certificate, followed by its intermediates. With one, only TLS is served. */
  Optional<Path> certificate();

  /** The certificate's private key as PKCS #8. */
  Optional<Path> key();

  /**
   * The socket of a SPIFFE Workload API, such as {@code unix:/run/spire/agent.sock}: certificate,
   * key and trust domains come from there and not from files.
   */
  Optional<String> workloadApi();

  /**
   * By SPIFFE trust domain, the file with its certificate authorities. An authority vouches for
   * SPIFFE IDs of its own trust domain only.
   */
  Map<String, Path> trustDomains();

  /**
   * The file with the authorities of clients that have no SPIFFE ID and are known by their common
   * name; without it there are none.
   */
  Optional<Path> commonNames();

  /**
   * Whether clients are asked for certificates: {@code none}, {@code request}, {@code required}.
   */
  @WithDefault("request")
  ClientCertificates clientCertificates();

  /** How often certificates are looked at. */
  @WithDefault("5s")
  Duration reload();

  /** Whether clients are asked for certificates. */
  enum ClientCertificates {
    /** No client certificate is taken. */
    NONE,
    /** Clients may have one, or prove themselves in another way. */
    REQUEST,
    /** No connection without one; probes of liveness need one too. */
    REQUIRED
  }
}
