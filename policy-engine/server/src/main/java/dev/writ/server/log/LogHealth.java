package dev.writ.server.log;

import dev.writ.log.store.Durability;
import dev.writ.log.store.LogStatus;
import dev.writ.server.config.WritConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while records must be kept and the disk does not take them: every answer is deny then,
 * and another server may do better.
 */
@Readiness
class LogHealth implements HealthCheck {
  private final LogService service;
  private final boolean required;

  LogHealth(LogService service, WritConfig configuration) {
    this.service = service;
    this.required = configuration.log().durability() == Durability.REQUIRED;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("log");
    return service
        .book()
        .map(book -> describe(health, book.status()))
        .orElseGet(() -> health.up().withData("kept", false))
        .build();
  }

  private HealthCheckResponseBuilder describe(HealthCheckResponseBuilder health, LogStatus log) {
    health
        .status(!required || log.failure() == null)
        .withData("kept", true)
        .withData("records", log.size())
        .withData("signed", log.signed())
        .withData("waiting", log.waiting())
        .withData("dropped", log.dropped());
    if (log.failure() != null) {
      health.withData("failure", log.failure());
    }
    if (log.trouble() != null) {
      health.withData("trouble", log.trouble());
    }
    return health;
  }
}
