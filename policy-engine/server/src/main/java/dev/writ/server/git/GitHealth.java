package dev.writ.server.git;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the Git remote answers. The server stays ready without it: the last good commit decides.
 */
@Readiness
class GitHealth implements HealthCheck {
  private final GitService git;

  GitHealth(GitService git) {
    this.git = git;
  }

  @Override
  public HealthCheckResponse call() {
    var health = HealthCheckResponse.named("git").up();
    git.watch()
        .ifPresent(
            watch -> {
              watch.contact().ifPresent(time -> health.withData("contact", time.toString()));
              String problem = watch.problem();
              if (problem != null) {
                health.withData("problem", problem);
              }
            });
    return health.build();
  }
}
