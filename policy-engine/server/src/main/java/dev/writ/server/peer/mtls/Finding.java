package dev.writ.server.peer.mtls;

import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Refused;
import io.smallrye.mutiny.Uni;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Whom a TLS session's client certificate names.
 *
 * @param bundles by whose authority
 * @param end until when it is valid, in milliseconds of the epoch
 * @param identity who it is, or the refusal; null without a certificate
 */
record Finding(Bundles bundles, long end, @Nullable Uni<Identity> identity) {

  static Finding of(SSLSession session, Bundles bundles) {
    Certificate[] shown;
    try {
      shown = session.getPeerCertificates();
    } catch (SSLPeerUnverifiedException e) {
      return new Finding(bundles, Long.MAX_VALUE, null);
    }
    List<X509Certificate> chain = Arrays.stream(shown).map(X509Certificate.class::cast).toList();
    return new Finding(bundles, chain.getFirst().getNotAfter().getTime(), identity(chain, bundles));
  }

  private static Uni<Identity> identity(List<X509Certificate> chain, Bundles bundles) {
    try {
      return Uni.createFrom().item(new ClientChain(chain).identity(bundles));
    } catch (Refused e) {
      return Uni.createFrom().failure(e);
    }
  }

  /** A certificate may expire while its connection lives. */
  @Nullable Uni<Identity> identityAt(long now) {
    return now <= end
        ? identity
        : Uni.createFrom().failure(ClientProblem.CERTIFICATE_EXPIRED.refusal());
  }
}
