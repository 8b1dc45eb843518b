package dev.writ.server.peer.mtls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The platform's verification of clients, which says why it refuses one. Whom it trusts may be
 * exchanged while handshakes run.
 */
final class ReportingTrust extends X509ExtendedTrustManager {
  private final Consumer<ClientProblem> refused;
  private volatile X509ExtendedTrustManager verifier;

  ReportingTrust(Set<X509Certificate> authorities, Consumer<ClientProblem> refused) {
    this.refused = refused;
    this.verifier = verifier(authorities);
  }

  /** From now on these are trusted. */
  void renew(Set<X509Certificate> authorities) {
    verifier = verifier(authorities);
  }

  private static X509ExtendedTrustManager verifier(Set<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("authority-" + count++, authority);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the platform verifies no certificates", e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      verifier.checkClientTrusted(chain, type, engine);
    } catch (CertificateException e) {
      refused.accept(problem(e));
      throw e;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("connections are verified by their engine");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("connections are verified by their engine");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("these authorities are for clients");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("these authorities are for clients");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("these authorities are for clients");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return verifier.getAcceptedIssuers();
  }

  private static ClientProblem problem(CertificateException refusal) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      ClientProblem problem = known(cause);
      if (problem != null) {
        return problem;
      }
    }
    return ClientProblem.CERTIFICATE_UNTRUSTED;
  }

  private static @Nullable ClientProblem known(Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException e -> ClientProblem.CERTIFICATE_EXPIRED;
      case CertificateNotYetValidException e -> ClientProblem.CERTIFICATE_NOT_YET_VALID;
      case CertPathValidatorException e when e.getReason() == BasicReason.EXPIRED ->
          ClientProblem.CERTIFICATE_EXPIRED;
      case CertPathValidatorException e when e.getReason() == BasicReason.NOT_YET_VALID ->
          ClientProblem.CERTIFICATE_NOT_YET_VALID;
      default -> null;
    };
  }
}
