package dev.writ.server.operations;

import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.policy.PolicyState.Serving;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: a policy set answers. A broken edit keeps the server ready, with the last good set,
 * and shows here.
 */
@Readiness
class PolicyHealth implements HealthCheck {
  private final Policies policies;

  PolicyHealth(Policies policies) {
    this.policies = policies;
  }

  @Override
  public HealthCheckResponse call() {
    PolicyState state = policies.current();
    HealthCheckResponseBuilder health = HealthCheckResponse.named("policies");
    if (state instanceof Serving serving) {
      health
          .up()
          .withData("revision", serving.engine().program().revision().toString())
          .withData("loaded", serving.loaded().toString())
          .withData("stale", serving.faults() != null);
    } else {
      health.down();
    }
    Faults faults = state.faults();
    if (faults != null) {
      health.withData("problem", faults.first()).withData("problems", faults.count());
    }
    return health.build();
  }
}
