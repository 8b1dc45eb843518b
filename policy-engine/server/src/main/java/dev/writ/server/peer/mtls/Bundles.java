package dev.writ.server.peer.mtls;

import io.spiffe.bundle.x509bundle.X509BundleSet;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;

/**
 * Which authorities vouch for clients, at one moment. Immutable by use: nobody adds to a bundle.
 *
 * @param domains by SPIFFE trust domain
 * @param commonNames of clients that are known by their common name; empty where there are none
 */
record Bundles(X509BundleSet domains, Set<X509Certificate> commonNames) {
  Bundles {
    commonNames = Set.copyOf(commonNames);
  }

  /** All of them, for the handshake, which does not yet know whom the certificate names. */
  Set<X509Certificate> authorities() {
    Set<X509Certificate> all = new HashSet<>(commonNames);
    domains.getBundles().values().forEach(bundle -> all.addAll(bundle.getX509Authorities()));
    return all;
  }
}
