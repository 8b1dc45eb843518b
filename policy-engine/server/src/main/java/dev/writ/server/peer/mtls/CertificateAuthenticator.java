package dev.writ.server.peer.mtls;

import dev.writ.engine.request.Subject;
import dev.writ.server.peer.Authenticator;
import dev.writ.server.peer.Call;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.RevokedSubjects;
import dev.writ.server.peer.SubjectName;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Peers by client certificate. Who a certificate names is found out once for a connection, and anew
 * when the authorities change. Without authorities a certificate is no claim to be anybody: it may
 * be what a token is bound to.
 */
@Singleton
@Priority(CertificateAuthenticator.AFTER_THE_OTHERS)
class CertificateAuthenticator implements Authenticator {
  /** What a message proves says more than what its connection proves. */
  static final int AFTER_THE_OTHERS = -100;

  private static final String FINDING = CertificateAuthenticator.class.getName();

  private final Certificates certificates;
  private final RevokedSubjects revoked;
  private final Clock clock;

  CertificateAuthenticator(Certificates certificates, RevokedSubjects revoked, Clock clock) {
    this.certificates = certificates;
    this.revoked = revoked;
    this.clock = clock;
  }

  @Override
  public boolean enabled() {
    return certificates.takesClients();
  }

  /** HTTP has no name for certificates of the connection; this one is for people. */
  @Override
  public String challenge() {
    return "ClientCertificate";
  }

  @Override
  public @Nullable Uni<Identity> authenticate(Call call) {
    if (!enabled()) {
      return null;
    }
    SSLSession session = call.request().sslSession();
    Uni<Identity> found = session == null ? null : finding(session).identityAt(clock.millis());
    return found == null ? null : found.invoke(this::requireUnrevoked);
  }

  private void requireUnrevoked(Identity identity) {
    SubjectName self = identity.self();
    if (self != null && revoked.contains(new Subject(self.type(), self.id()), clock.instant())) {
      throw ClientProblem.WORKLOAD_REVOKED.refusal().by(identity.peer());
    }
  }

  private Finding finding(SSLSession session) {
    Bundles bundles = certificates.bundles();
    if (session.getValue(FINDING) instanceof Finding found && found.bundles() == bundles) {
      return found;
    }
    Finding fresh = Finding.of(session, bundles);
    session.putValue(FINDING, fresh);
    return fresh;
  }
}
