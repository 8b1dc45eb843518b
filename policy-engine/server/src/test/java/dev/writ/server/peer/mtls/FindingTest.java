package dev.writ.server.peer.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.request.Peer;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Refused;
import io.smallrye.mutiny.Uni;
import io.spiffe.bundle.x509bundle.X509BundleSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Bundles NOBODY = new Bundles(X509BundleSet.emptySet(), Set.of());

  @Test
  void aCertificateExpiresWhileItsConnectionLives() {
    var identity = Identity.of(new Peer("monitor", Peer.Kind.MTLS));
    var finding = new Finding(NOBODY, 1_000, Uni.createFrom().item(identity));
    assertThat(at(finding, 1_000).await().indefinitely()).isEqualTo(identity);
    assertThatThrownBy(() -> at(finding, 1_001).await().indefinitely())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("certificate-expired"));
  }

  private static Uni<Identity> at(Finding finding, long now) {
    return Objects.requireNonNull(finding.identityAt(now));
  }
}
