package dev.writ.server.revocation;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** How much is revoked, and what keeps the server from knowing more. It stays ready: it knows. */
@Readiness
class RevocationHealth implements HealthCheck {
  private final RevocationList list;
  private final RevocationFile file;

  RevocationHealth(RevocationList list, RevocationFile file) {
    this.list = list;
    this.file = file;
  }

  @Override
  public HealthCheckResponse call() {
    var health =
        HealthCheckResponse.named("revocations").up().withData("entries", list.all().count());
    String problem = file.problem();
    if (problem != null) {
      health.withData("problem", problem);
    }
    return health.build();
  }
}
