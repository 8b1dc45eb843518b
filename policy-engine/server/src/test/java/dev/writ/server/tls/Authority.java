package dev.writ.server.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test. */
public final class Authority {
  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  /** A new root. */
  public static Authority named(String name) {
    return new Authority(name);
  }

  private Authority(String name) {
    certificate = sign(name, keys, Leaf.named(name).asAuthority(), name, keys);
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Its own certificate as somebody's who has its key. */
  public Credential itself() {
    return new Credential(List.of(certificate), keys.getPrivate());
  }

  /** Issues a certificate. */
  public Credential issue(Leaf leaf) {
    KeyPair own = newKeys();
    return new Credential(
        List.of(sign(leaf.name(), own, leaf, name(), keys), certificate), own.getPrivate());
  }

  private String name() {
    return certificate.getSubjectX500Principal().getName().substring("CN=".length());
  }

  private static X509Certificate sign(
      String name, KeyPair own, Leaf leaf, String issuer, KeyPair issuing) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=" + issuer),
              new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
              Date.from(leaf.from()),
              Date.from(leaf.to()),
              new X500Principal("CN=" + name),
              own.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(leaf.authority()));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(leaf.keyUsage()));
      if (!leaf.alternativeNames().isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(leaf.alternativeNames().toArray(GeneralName[]::new)));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuing.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a certificate says.
   *
   * @param name its common name
   * @param keyUsage bits of {@link KeyUsage}
   */
  public record Leaf(
      String name,
      List<GeneralName> alternativeNames,
      Instant from,
      Instant to,
      boolean authority,
      int keyUsage) {

    /** One that says nothing but a name, valid for an hour. */
    public static Leaf named(String name) {
      Instant now = Instant.now();
      return new Leaf(
          name,
          List.of(),
          now.minus(Duration.ofMinutes(5)),
          now.plus(Duration.ofHours(1)),
          false,
          KeyUsage.digitalSignature);
    }

    /** The server's, for this machine. */
    public static Leaf server(String name) {
      return named(name)
          .with(new GeneralName(GeneralName.dNSName, "localhost"))
          .with(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    }

    /** A workload's X.509-SVID. */
    public static Leaf workload(String id) {
      return named("workload").uri(id);
    }

    /** Also with a URI. */
    public Leaf uri(String uri) {
      return with(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    private Leaf with(GeneralName more) {
      return new Leaf(
          name,
          Stream.concat(alternativeNames.stream(), Stream.of(more)).toList(),
          from,
          to,
          authority,
          keyUsage);
    }

    /** Valid at another time. */
    public Leaf between(Instant start, Instant end) {
      return new Leaf(name, alternativeNames, start, end, authority, keyUsage);
    }

    /** For another use of its key. */
    public Leaf usage(int bits) {
      return new Leaf(name, alternativeNames, from, to, authority, bits);
    }

    /** As an authority's. */
    public Leaf asAuthority() {
      return new Leaf(
          name,
          alternativeNames,
          from,
          to,
          true,
          KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature);
    }
  }
}
