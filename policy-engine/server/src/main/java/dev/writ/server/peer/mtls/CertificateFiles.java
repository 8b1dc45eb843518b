package dev.writ.server.peer.mtls;

import dev.writ.server.config.TlsConfig;
import io.spiffe.bundle.x509bundle.X509Bundle;
import io.spiffe.bundle.x509bundle.X509BundleSet;
import io.spiffe.exception.X509BundleException;
import io.spiffe.spiffeid.TrustDomain;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Certificates in files that somebody else renews. */
final class CertificateFiles implements CertificateSource {
  private final Path certificate;
  private final Path key;
  private final Map<String, Path> trustDomains;
  private final List<Path> commonNames;

  CertificateFiles(Path certificate, Path key, TlsConfig configuration) {
    this.certificate = certificate;
    this.key = key;
    this.trustDomains = Map.copyOf(configuration.trustDomains());
    this.commonNames = configuration.commonNames().stream().toList();
  }

  /**
   * Between the replacement of one file and of the other, certificate and key do not belong
   * together: then there is nothing to be used.
   */
  @Override
  public PemKeyCertOptions certificate(Vertx vertx) throws Unusable {
    PemKeyCertOptions options =
        new PemKeyCertOptions().addCertValue(content(certificate)).addKeyValue(content(key));
    try {
      KeyManager[] managers = options.getKeyManagerFactory(vertx).getKeyManagers();
      KeyPairs.requireMatch(options.loadKeyStore(vertx), (X509KeyManager) managers[0]);
    } catch (Exception e) {
      throw new Unusable(
          "`%s` and `%s` are not a certificate and its key".formatted(certificate, key), e);
    }
    return options;
  }

  @Override
  public Bundles bundles() throws Unusable {
    List<X509Bundle> domains = new ArrayList<>();
    for (Map.Entry<String, Path> entry : trustDomains.entrySet()) {
      domains.add(bundle(entry.getKey(), entry.getValue()));
    }
    Set<X509Certificate> named =
        commonNames.isEmpty() ? Set.of() : authorities(commonNames.getFirst());
    return new Bundles(X509BundleSet.of(domains), named);
  }

  private static X509Bundle bundle(String domain, Path file) throws Unusable {
    try {
      X509Bundle bundle = X509Bundle.parse(TrustDomain.parse(domain), content(file).getBytes());
      requireAny(bundle.getX509Authorities(), file);
      return bundle;
    } catch (X509BundleException | IllegalArgumentException e) {
      throw new Unusable("`%s` is no bundle of `%s`".formatted(file, domain), e);
    }
  }

  private static Set<X509Certificate> authorities(Path file) throws Unusable {
    try (var in = Files.newInputStream(file)) {
      Set<X509Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .collect(Collectors.toSet());
      requireAny(all, file);
      return all;
    } catch (IOException | CertificateException e) {
      throw new Unusable("`%s` has no certificates to read".formatted(file), e);
    }
  }

  private static void requireAny(Set<X509Certificate> all, Path file) throws Unusable {
    if (all.isEmpty()) {
      throw new Unusable("`%s` has no certificate in it".formatted(file), new IOException());
    }
  }

  private static Buffer content(Path file) throws Unusable {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Unusable("cannot read `%s`".formatted(file), e);
    }
  }
}
