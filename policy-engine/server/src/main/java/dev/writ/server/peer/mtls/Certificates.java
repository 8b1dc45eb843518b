package dev.writ.server.peer.mtls;

import dev.writ.server.config.TlsConfig;
import dev.writ.server.config.TlsConfig.ClientCertificates;
import dev.writ.server.config.WritConfig;
import dev.writ.server.operations.Refusals;
import dev.writ.server.peer.mtls.CertificateSource.Unusable;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.spiffe.bundle.x509bundle.X509BundleSet;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificates in force: the newest that could be used. What cannot be used at the start stops
 * the server; later it is reported, and what was in force stays.
 *
 * <p>New certificates are exchanged behind one TLS context that stays: while the HTTP library
 * changes its own, connections that just come in fail.
 */
@Singleton
class Certificates {
  private static final Logger LOG = Logger.getLogger(Certificates.class);

  /** In place of what was asked for, which in a handshake is nothing yet. */
  private static final String NO_PATH = "(handshake)";

  private static final Bundles NOBODY = new Bundles(X509BundleSet.emptySet(), Set.of());

  private final @Nullable CertificateSource source;
  private final boolean asksClients;
  private final RenewedKeys keys = new RenewedKeys();
  private final ReportingTrust trust;
  private final Duration reload;
  private @Nullable PemKeyCertOptions certificate;
  private Runnable stop = () -> {};
  private volatile Bundles bundles = NOBODY;

  Certificates(WritConfig configuration, Instance<Refusals> refusals) {
    TlsConfig tls = configuration.tls();
    source = source(tls);
    asksClients = tls.clientCertificates() != ClientCertificates.NONE;
    trust =
        new ReportingTrust(Set.of(), problem -> refusals.get().note(problem.refusal(), NO_PATH));
    reload = tls.reload();
    if (source != null) {
      require(() -> renewBundles(source));
    }
  }

  private static void require(Renewal renewal) {
    try {
      renewal.run();
    } catch (Unusable e) {
      LOG.debug("what cannot be used", e);
      throw new ConfigurationException(e.getMessage());
    }
  }

  private static @Nullable CertificateSource source(TlsConfig tls) {
    if (tls.workloadApi().isPresent()) {
      return WorkloadApi.connect(tls.workloadApi().get());
    }
    if (tls.certificate().isEmpty()) {
      return null;
    }
    Path key =
        tls.key()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "`writ.tls.certificate` needs `writ.tls.key`, the file with its key"));
    return new CertificateFiles(tls.certificate().get(), key, tls);
  }

  /** The server's certificate and key, renewed from now on; null where it has none. */
  synchronized @Nullable RenewedKeys keys(Vertx vertx) {
    if (source == null) {
      return null;
    }
    if (certificate == null) {
      require(() -> renewCertificate(source, vertx));
      long timer =
          vertx.setPeriodic(
              reload.toMillis(), id -> vertx.executeBlocking(() -> renew(source, vertx)));
      stop = () -> vertx.cancelTimer(timer);
    }
    return keys;
  }

  /** How handshakes verify clients; null where they do not. */
  @Nullable ReportingTrust trust() {
    return takesClients() ? trust : null;
  }

  /** Whether clients can prove themselves by certificates. */
  boolean takesClients() {
    return bundles != NOBODY;
  }

  /** The authorities in force; the same object while they are the same. */
  Bundles bundles() {
    return bundles;
  }

  /** Looks for newer ones; what is wrong with one file does not hold up the others. */
  private synchronized @Nullable Void renew(CertificateSource from, Vertx vertx) {
    attempt(() -> renewCertificate(from, vertx));
    attempt(() -> renewBundles(from));
    return null;
  }

  private interface Renewal {
    void run() throws Unusable;
  }

  private static void attempt(Renewal renewal) {
    try {
      renewal.run();
    } catch (Unusable e) {
      LOG.warnf("%s; what was loaded before stays in force", e.getMessage());
    }
  }

  private void renewCertificate(CertificateSource from, Vertx vertx) throws Unusable {
    PemKeyCertOptions newest = from.certificate(vertx);
    if (newest.equals(certificate)) {
      return;
    }
    keys.renew(manager(newest, vertx));
    LOG.infof("the server's certificate is %s", certificate == null ? "loaded" : "renewed");
    certificate = newest;
  }

  private static X509ExtendedKeyManager manager(PemKeyCertOptions options, Vertx vertx)
      throws Unusable {
    try {
      return (X509ExtendedKeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
    } catch (Exception e) {
      throw new Unusable("the server's certificate cannot be used", e);
    }
  }

  private void renewBundles(CertificateSource from) throws Unusable {
    Bundles newest = asksClients ? from.bundles() : NOBODY;
    if (newest.equals(bundles)) {
      return;
    }
    trust.renew(newest.authorities());
    LOG.infof("%d authorities vouch for clients", newest.authorities().size());
    bundles = newest;
  }

  @PreDestroy
  void close() {
    stop.run();
    if (source != null) {
      source.close();
    }
  }
}
