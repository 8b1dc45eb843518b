package dev.writ.server.peer.mtls;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.SpiffeId;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Refused;
import io.spiffe.exception.BundleNotFoundException;
import io.spiffe.svid.x509svid.X509SvidValidator;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * The chain of certificates that a client showed, whose private key it proved in the handshake.
 * Whom it names is held to the rules for X.509-SVIDs (SPIFFE X.509-SVID, sections 2 to 5), and to
 * the authorities of the very trust domain that it names.
 *
 * @param certificates the client's own first
 */
record ClientChain(List<X509Certificate> certificates) {
  private static final int URI = 6;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_CERT_SIGN = 5;
  private static final int CRL_SIGN = 6;
  private static final int NO_AUTHORITY = -1;

  ClientChain {
    certificates = List.copyOf(certificates);
  }

  X509Certificate own() {
    return certificates.getFirst();
  }

  /**
   * Who the client is.
   *
   * @throws Refused if the chain does not say, or not by an authority for that
   */
  Identity identity(Bundles bundles) {
    List<String> uris = uris();
    if (uris.size() > 1) {
      throw ClientProblem.CERTIFICATE_WITH_MANY_URIS.refusal();
    }
    requireNoAuthority();
    if (!uris.isEmpty()) {
      return workload(uris.getFirst(), bundles);
    }
    if (bundles.commonNames().isEmpty()) {
      throw ClientProblem.CERTIFICATE_WITHOUT_URI.refusal();
    }
    return named(bundles.commonNames());
  }

  private Identity workload(String uri, Bundles bundles) {
    SpiffeId id = SpiffeId.parse(uri);
    if (id == null || id.segments().isEmpty()) {
      throw ClientProblem.SPIFFE_ID_INVALID.refusal();
    }
    requireKeyUsage();
    try {
      X509SvidValidator.verifyChain(certificates, bundles.domains());
    } catch (BundleNotFoundException e) {
      throw ClientProblem.TRUST_DOMAIN_UNKNOWN.refusal();
    } catch (CertificateException | RuntimeException e) {
      throw ClientProblem.CERTIFICATE_UNTRUSTED.refusal();
    }
    return Identity.of(id);
  }

  private Identity named(Set<X509Certificate> authorities) {
    String name = commonName();
    if (name == null) {
      throw ClientProblem.CERTIFICATE_WITHOUT_NAME.refusal();
    }
    try {
      var anchors =
          authorities.stream()
              .map(authority -> new TrustAnchor(authority, null))
              .collect(Collectors.toSet());
      var parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      var path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (GeneralSecurityException e) {
      throw ClientProblem.CERTIFICATE_UNTRUSTED.refusal();
    }
    return Identity.of(new Peer(name, Peer.Kind.MTLS));
  }

  private List<String> uris() {
    try {
      Collection<List<?>> names = own().getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0) instanceof Integer kind && kind == URI)
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      throw ClientProblem.CERTIFICATE_UNREADABLE.refusal();
    }
  }

  private @Nullable String commonName() {
    try {
      List<String> names =
          new LdapName(own().getSubjectX500Principal().getName())
              .getRdns().stream()
                  .filter(part -> part.getType().equalsIgnoreCase("CN"))
                  .map(Rdn::getValue)
                  .map(String::valueOf)
                  .toList();
      return names.size() == 1 && !names.getFirst().isEmpty() ? names.getFirst() : null;
    } catch (InvalidNameException e) {
      return null;
    }
  }

  private void requireNoAuthority() {
    if (own().getBasicConstraints() != NO_AUTHORITY) {
      throw ClientProblem.CERTIFICATE_OF_AUTHORITY.refusal();
    }
  }

  private void requireKeyUsage() {
    boolean[] usage = own().getKeyUsage();
    if (usage == null || !usage[DIGITAL_SIGNATURE] || usage[KEY_CERT_SIGN] || usage[CRL_SIGN]) {
      throw ClientProblem.KEY_USAGE_WRONG.refusal();
    }
  }
}
