package dev.writ.server.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate with its chain and its private key. */
public record Credential(List<X509Certificate> chain, PrivateKey key) {
  private static final char[] NO_PASSWORD = new char[0];

  /** The certificates as PEM. */
  public String certificatePem() {
    return pem(chain.toArray());
  }

  /** The key as PEM. */
  public String keyPem() {
    return pem(new PemObject("PRIVATE KEY", key.getEncoded()));
  }

  /** Anything that is PEM. */
  public static String pem(Object... objects) {
    var out = new StringWriter();
    try (var writer = new JcaPEMWriter(out)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Puts a text in the place of a file in one step, as those do who renew certificates. */
  public static void replace(Path file, String content) {
    try {
      Path fresh = Files.createTempFile(file.getParent(), "new", null);
      Files.writeString(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that shows this certificate and trusts servers of an authority. */
  public HttpClient client(Authority servers) {
    return client(servers, this);
  }

  /** A client without a certificate. */
  public static HttpClient anonymous(Authority servers) {
    return client(servers, null);
  }

  private static HttpClient client(Authority servers, Credential own) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(context(servers, own))
        .build();
  }

  /** The TLS context of a client; {@code own} may be null. */
  public static SSLContext context(Authority servers, Credential own) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("ca", servers.certificate());
      trust.init(trusted);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore held = emptyStore();
      if (own != null) {
        held.setKeyEntry(
            "own", own.key(), NO_PASSWORD, own.chain().toArray(X509Certificate[]::new));
      }
      keys.init(held, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      // a client that shows its certificate whatever authorities the server names
      context.init(
          own == null ? null : new javax.net.ssl.KeyManager[] {new Insistent(keys)},
          trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
