package dev.writ.testbed;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates, valid for a day, to the servers and callers of a test. */
public final class CertificateAuthority {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final KeyPurposeId[] BOTH_ENDS = {
    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
  };

  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /** Who holds a certificate: the certificate, and the private key to it. */
  public record Holder(X509Certificate certificate, KeyPair keys) {

    /** The certificate in PEM. */
    public String certificatePem() {
      return pem(certificate);
    }

    /** The private key in PEM, PKCS #8, not encrypted. */
    public String keyPem() {
      try {
        return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Makes an authority whose own certificate is self-signed. */
  public CertificateAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.keys = newKeys();
    this.certificate = sign(name, keys, true);
  }

  /** Its certificate in PEM: what those who trust it are given. */
  public String pem() {
    return pem(certificate);
  }

  /** Issues a certificate for a server at {@code 127.0.0.1} and {@code localhost}. */
  public Holder server() {
    return issue(
        "127.0.0.1",
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
        new GeneralName(GeneralName.dNSName, "localhost"));
  }

  /**
   * Issues a certificate for both ends of a connection.
   *
   * @param commonName of its subject
   * @param uris its subject alternative names, such as a SPIFFE ID
   */
  public Holder caller(String commonName, String... uris) {
    return issue(
        commonName,
        Stream.of(uris)
            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
            .toArray(GeneralName[]::new));
  }

  /** TLS that trusts this authority, without a certificate of its own. */
  public SSLContext trusting() {
    return context(null);
  }

  /** TLS that trusts this authority and presents a certificate. */
  public SSLContext presenting(Holder holder) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "caller",
          holder.keys().getPrivate(),
          PASSWORD,
          new X509Certificate[] {holder.certificate()});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      return context(factory.getKeyManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes {@code NAME.pem} and {@code NAME.key} into a folder, as servers read them. */
  static void write(Holder holder, Path folder, String name) throws IOException {
    Files.writeString(folder.resolve(name + ".pem"), holder.certificatePem());
    Files.writeString(folder.resolve(name + ".key"), holder.keyPem());
  }

  private SSLContext context(KeyManager @org.jspecify.annotations.Nullable [] own) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", certificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Holder issue(String commonName, GeneralName... names) {
    KeyPair holder = newKeys();
    return new Holder(sign(new X500Name("CN=" + commonName), holder, false, names), holder);
  }

  private X509Certificate sign(
      X500Name subject, KeyPair holder, boolean authority, GeneralName... names) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(64, new java.security.SecureRandom()),
              Date.from(now.minus(Duration.ofMinutes(5))),
              Date.from(now.plus(Duration.ofDays(1))),
              subject,
              holder.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (!authority) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(BOTH_ENDS));
      }
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
