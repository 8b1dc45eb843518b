package dev.writ.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * Connects over HTTP: trusts the authorities it is told to, and hears nothing but Git's own
 * protocol, within limits. The older one, of plain files, would have JGit load what it finds there
 * whole.
 */
final class HttpsDoor implements HttpConnectionFactory {
  private static final String ANSWERS = "application/x-git-upload-pack-";

  private final Optional<Path> authorities;
  private final FetchLimits limits;

  /**
   * @param authorities certificates in PEM, read anew for each connection; empty for those that
   *     Java trusts
   */
  HttpsDoor(Optional<Path> authorities, FetchLimits limits) {
    this.authorities = authorities;
    this.limits = limits;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    var connection = new Connection(url, proxy);
    if (authorities.isPresent() && url.getProtocol().equals("https")) {
      trust(connection, authorities.get());
    }
    return connection;
  }

  private static void trust(HttpConnection connection, Path authorities) throws IOException {
    try {
      connection.configure(null, managers(authorities), new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IOException("`" + authorities + "` has no certificates in PEM in it", e);
    }
  }

  private static TrustManager[] managers(Path authorities)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (Certificate certificate : certificates(authorities)) {
      trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> certificates(Path authorities)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(authorities)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  /** One request and its answer. */
  private final class Connection extends JDKHttpConnection {
    private Connection(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream answer = super.getInputStream();
      String type = getContentType();
      if (type == null || !type.startsWith(ANSWERS)) {
        answer.close();
        throw new IOException("the remote does not answer with Git's HTTP protocol");
      }
      return limits.guard(answer);
    }
  }
}
