package dev.writ.server.revocation;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How much is revoked, and what keeps the server from knowing more. It is ready once it knew what
 * the other servers had revoked, and stays so, for it keeps what it knows.
 */
@Readiness
class RevocationHealth implements HealthCheck {
  private final RevocationList list;
  private final RevocationFile file;

  private final SharedRevocations others;

  RevocationHealth(RevocationList list, RevocationFile file, SharedRevocations others) {
    this.list = list;
    this.file = file;
    this.others = others;
  }

  @Override
  public HealthCheckResponse call() {
    var health =
        HealthCheckResponse.named("revocations")
            .status(others.isComplete())
            .withData("entries", list.all().count());
    if (others.isAway()) {
      health.withData("away", "Redis: what other servers revoke is not known here");
    }
    String problem = file.problem();
    if (problem != null) {
      health.withData("problem", problem);
    }
    return health.build();
  }
}
